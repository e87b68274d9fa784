package io.longshore.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FinalityTest {
    @Test
    void isReadAsItIsWritten() {
        assertEquals(new Finality.Finalized(), Finality.of("finalized"));
        assertEquals(new Finality.Depth(12), Finality.of("blocks:12"));
        assertEquals("finalized", new Finality.Finalized().toString());
        assertEquals("blocks:12", new Finality.Depth(12).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "safe", "blocks:", "blocks:0", "blocks:-1", "blocks:x", "12", "Finalized"})
    void isNothingElse(String word) {
        assertThrows(IllegalArgumentException.class, () -> Finality.of(word));
    }
}

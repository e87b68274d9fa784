package io.longshore.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WhereaboutsTest {
    private static final URI CHAIN = URI.create("https://chain.example/keysecret");
    private static final URI ONE = URI.create("http://127.0.0.1:4001/onesecret");
    private static final URI TWO = URI.create("http://[::1]:4002/twosecret");

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Whereabouts each : List.of(new Whereabouts.Directory(ONE), new Whereabouts.Listed(CHAIN, List.of(ONE)),
                new Whereabouts.Listed(CHAIN, List.of(TWO, ONE)))) {
            assertEquals(each, Whereabouts.of(each.text().orElseThrow()));
        }
        assertEquals(Optional.empty(), new Whereabouts.Embedded().text());
        assertThrows(IllegalArgumentException.class, () -> Whereabouts.of(""));
    }

    @Test
    void secretPathsAreInNoString() {
        String all = new Whereabouts.Listed(CHAIN, List.of(ONE, TWO)) + " " + new Whereabouts.Directory(ONE);
        assertFalse(all.contains("secret"), all);
    }

    @Test
    void noListIsEmptyOrNamesAProviderTwice() {
        assertThrows(IllegalArgumentException.class, () -> new Whereabouts.Listed(CHAIN, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Whereabouts.Listed(CHAIN, List.of(ONE, TWO, ONE)));
    }
}

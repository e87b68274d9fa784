package io.longshore.cli;

import java.util.List;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SizeTextTest {
    private static long read(String text) {
        return new SizeText().convert(text).value();
    }

    @Test
    void unitsArePowersOf1024WithAnIAndOf1000Without() {
        assertEquals(123, read("123"));
        assertEquals(123, read("123B"));
        assertEquals(1L << 10, read("1KiB"));
        assertEquals(1_000, read("1kB"));
        assertEquals(3L << 29, read("1.5GiB"));
        assertEquals(1_500_000_000_000L, read("1.5T"));
        assertEquals(7L << 60, read("7eib"));
    }

    @Test
    void whatIsNoWholeNumberOfBytesOrTooManyIsNotUnderstood() {
        for (String text : List.of("", "-1", "1,5GiB", "8EiB", "0.5", "1.0001KiB", "GiB", "1 GiB", "1iB", "1e3")) {
            assertThrows(TypeConversionException.class, () -> read(text), text);
        }
    }
}

package io.longshore.localnet;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ByteRangeTest {
    // The first four are the examples of RFC 9110, 14.1.2, for 10 000 bytes.
    @ParameterizedTest
    @CsvSource({"bytes=0-499,0,500", "bytes=500-999,500,500", "bytes=-500,9500,500", "bytes=9500-,9500,500",
        "bytes=9999-20000,9999,1", "bytes=-20000,0,10000", "bytes=10000-,10000,0", "bytes=20000-30000,10000,0",
        "bytes=-0,10000,0"})
    void findsItsPlaceInTheChunk(String header, long first, long length) {
        ByteRange range = ByteRange.parse(header).orElseThrow().within(10_000);
        assertEquals(length, range.length());
        if (length > 0) {
            assertEquals(first, range.first());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-", "bytes=5-4", "bytes=0-1,3-4", "items=0-1", "bytes=a-b", ""})
    void meansTheWholeWhenItIsNotUnderstood(String header) {
        assertEquals(Optional.empty(), ByteRange.parse(header));
    }

    @Test
    void namesItsPlace() {
        assertEquals("bytes 9500-9999/10000",
                ByteRange.parse("bytes=-500").orElseThrow().within(10_000).header(10_000));
    }
}

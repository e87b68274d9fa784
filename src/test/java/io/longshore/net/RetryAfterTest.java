package io.longshore.net;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RetryAfterTest {
    // RFC 9110, 10.2.3, gives this date as its example.
    private static final String DATE = "Fri, 31 Dec 1999 23:59:59 GMT";
    private static final Instant INSTANT = Instant.parse("1999-12-31T23:59:59Z");

    @Test
    void readsSeconds() {
        assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.parse("120", INSTANT));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse(" 0 ", INSTANT));
    }

    @Test
    void readsADate() {
        assertEquals(Optional.of(Duration.ofSeconds(30)), RetryAfter.parse(DATE, INSTANT.minusSeconds(30)));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse(DATE, INSTANT.plusSeconds(30)));
    }

    @Test
    void isNeverParkedForLong() {
        assertEquals(Optional.of(RetryAfter.LONGEST), RetryAfter.parse("999999999999999999", INSTANT));
        assertEquals(Optional.of(RetryAfter.LONGEST), RetryAfter.parse(DATE, Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "٣", "31 Dec 1999"})
    void takesNothingFromWhatItCannotRead(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, INSTANT));
    }
}

package io.longshore.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WhereaboutsTest {
    private static final URI CHAIN = URI.create("https://chain.example/keysecret");
    private static final Finality FINALITY = new Finality.Depth(2);
    private static final URI ONE = URI.create("http://127.0.0.1:4001/onesecret");
    private static final URI TWO = URI.create("http://[::1]:4002/twosecret");

    private static Whereabouts listed(URI... urls) {
        List<Whereabouts.Provider> providers = new ArrayList<>();
        for (URI url : urls) {
            byte[] id = new byte[Account.SIZE];
            id[0] = (byte) url.getPort();
            providers.add(new Whereabouts.Provider(new ProviderId(Account.of(id)), url));
        }
        return new Whereabouts.Listed(CHAIN, FINALITY, providers);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Whereabouts each : List.of(new Whereabouts.Directory(ONE), listed(ONE),
                listed(TWO, ONE))) {
            assertEquals(each, Whereabouts.of(each.text().orElseThrow()));
        }
        assertEquals(Optional.empty(), new Whereabouts.Embedded().text());
        for (String nonsense : List.of("", "http://a b c", CHAIN + " blocks:1", CHAIN + "\n" + ONE,
                CHAIN + " finalized\nnobody " + ONE)) {
            assertThrows(IllegalArgumentException.class, () -> Whereabouts.of(nonsense), nonsense);
        }
    }

    @Test
    void secretPathsAreInNoString() {
        String all = listed(ONE, TWO) + " " + new Whereabouts.Directory(ONE);
        assertFalse(all.contains("secret"), all);
    }

    @Test
    void noListIsEmptyOrNamesAProviderTwice() {
        assertThrows(IllegalArgumentException.class, () -> listed());
        assertThrows(IllegalArgumentException.class, () -> listed(ONE, TWO, ONE));
    }
}

package io.longshore.json;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class JsonTest {
    record Thing(String name, Long count, Optional<String> note, List<String> parts) {}

    @Test
    void writesInTheOrderOfDeclaration() {
        assertEquals("{\"name\":\"été 🚢\",\"count\":3,\"note\":null,\"parts\":[\"a\"]}",
                new String(Json.write(new Thing("été 🚢", 3L, Optional.empty(), List.of("a"))), UTF_8));
    }

    @Test
    void readsWhatItWrote() {
        Thing thing = new Thing("x", 1L << 60, Optional.of("n"), List.of());
        assertEquals(thing, Json.read(Json.write(thing), Thing.class));
        assertEquals(thing, Json.read(new String(Json.write(thing), UTF_8), Thing.class));
    }

    @Test
    void ignoresUnknownKeysAndAbsentOptionals() {
        assertEquals(new Thing("x", 1L, Optional.empty(), List.of()),
                Json.read("{\"later\":{\"a\":[1]},\"name\":\"x\",\"count\":1,\"parts\":[]}", Thing.class));
    }

    @Test
    void refusesDuplicateKeys() {
        assertMalformed("{\"name\":\"x\",\"count\":1,\"name\":\"y\",\"parts\":[]}");
        assertThrows(Json.Malformed.class, () -> Json.tree("{\"a\":{\"b\":1,\"b\":1}}".getBytes(UTF_8)));
    }

    @Test
    void refusesOtherShapes() {
        assertMalformed("{\"name\":\"x\",\"count\":1}");
        assertMalformed("{\"name\":\"x\",\"parts\":[]}");
        assertMalformed("{\"name\":null,\"count\":1,\"parts\":[]}");
        assertMalformed("{\"name\":\"x\",\"count\":\"1\",\"parts\":[]}");
        assertMalformed("{\"name\":\"x\",\"count\":1.5,\"parts\":[]}");
        assertMalformed("{\"name\":5,\"count\":1,\"parts\":[]}");
        assertMalformed("{\"name\":\"x\",\"count\":9223372036854775808,\"parts\":[]}");
        assertMalformed("{\"name\":\"x\",\"count\":1,\"parts\":[]} {}");
        assertMalformed("{\"name\":\"x\"");
        assertMalformed("{\"name\":\"x\",\"count\":1,\"parts\":[null]}");
        assertMalformed("null");
        assertMalformed("");
        assertMalformed("null");
        assertMalformed("[]");
    }

    @Test
    void takesNothingButTextForText() {
        assertEquals("x", Json.text(Json.tree("\"x\"".getBytes(UTF_8))));
        for (String other : List.of("null", "1", "true", "{}", "[\"x\"]", "")) {
            assertThrows(Json.Malformed.class, () -> Json.text(Json.tree(other.getBytes(UTF_8))), other);
        }
    }

    private static void assertMalformed(String json) {
        assertThrows(Json.Malformed.class, () -> Json.read(json, Thing.class), json);
    }
}

package io.longshore.seal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.seal.RootObject.Content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RootJsonTest {
    private static final Hash ROOT = Hash.of(new byte[Hash.SIZE]);
    private static final Nonce NONCE = Nonce.of(new byte[Nonce.SIZE]);
    private static final Address ADDRESS = Address.of(new byte[Address.SIZE]);
    private static final List<String> VALUES = List.of("null", "0", "-1", "1.5", "9223372036854775807", "1e999", "true",
            "\"\"", "\"x\"", "[]", "[null]", "[[]]", "{}", "{\"nonce\":null,\"address\":null}");

    @TestFactory
    List<DynamicTest> readsOrRefusesAnyValueAtAnyKey() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Content content : List.of(new Content.Inline(Bytes.of(new byte[100])),
                new Content.Entries(List.of(new Entry(NONCE, ADDRESS, 0), new Entry(NONCE, ADDRESS, 0))),
                new Content.Pages(78, Collections.nCopies(2, new Table.Page(NONCE, ADDRESS))))) {
            String kind = content.getClass().getSimpleName();
            tests.add(DynamicTest.dynamicTest(kind, () -> vary(content)));
        }
        return tests;
    }

    private static void vary(Content content) throws FailureException {
        long size = switch (content) {
            case Content.Inline _ -> 100;
            case Content.Entries _ -> 2 * 65_536;
            case Content.Pages _ -> 100 * 65_536;
        };
        FileFacts facts = new FileFacts("x", List.of("a", "x"), Instant.EPOCH, Instant.EPOCH, true, "text/plain");
        RootObject root = new RootObject(facts, Optional.of(new GroupId(Bytes.of(new byte[GroupId.SIZE]))),
                new ByteCount(size), new ByteCount(65_536), ROOT, content);
        byte[] json = RootJson.write(root);
        assertEquals(root, RootJson.read(json));
        for (String key : Json.tree(json).propertyNames()) {
            ObjectNode without = (ObjectNode) Json.tree(json);
            without.remove(key);
            read(without, key + " left out");
            for (String value : VALUES) {
                JsonNode changed = ((ObjectNode) Json.tree(json)).set(key, Json.tree(value.getBytes(UTF_8)));
                read(changed, key + " = " + value);
            }
        }
    }

    /// Anything but a root object or a [FailureException] is a mistake.
    private static void read(JsonNode json, String what) {
        try {
            RootJson.read(Json.write(json));
        } catch (FailureException e) {
            assertTrue(List.of("LS-CORRUPT", "LS-UNSUPPORTED").contains(e.failure().code()), what);
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }
}

package io.longshore.receipt;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.Bytes;

/// One JSON object of an export, read in the conventions of `src/docs/format.md`. What is missing or has another shape throws
/// `JacksonException`, `Json.Malformed` or `IllegalArgumentException`.
record Fields(JsonNode json) {
    /// The object that is these bytes.
    static Fields of(byte[] bytes) {
        return of(Json.tree(bytes));
    }

    private static Fields of(JsonNode json) {
        Rule.holds(json.isObject(), "an object is wanted, not %s", json.getNodeType());
        return new Fields(json);
    }

    /// Whether there is something of that name.
    boolean has(String name) {
        return json.has(name);
    }

    /// Reads a text.
    String text(String name) {
        return Json.text(json.required(name));
    }

    /// Reads hex.
    Bytes hex(String name) {
        return Bytes.fromHex(text(name));
    }

    /// Reads base64.
    byte[] blob(String name) {
        return Base64.getDecoder().decode(text(name));
    }

    /// Reads a number that is not negative.
    long number(String name) {
        return number(json.required(name));
    }

    private static long number(JsonNode node) {
        Rule.holds(node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0,
                "a whole number is wanted, not %s", node);
        return node.longValue();
    }

    /// Reads what is so or not.
    boolean flag(String name) {
        JsonNode node = json.required(name);
        Rule.holds(node.isBoolean(), "%s is neither true nor false", name);
        return node.booleanValue();
    }

    /// Reads an amount.
    BigInteger amount(String name) {
        return new BigInteger(text(name));
    }

    /// Reads a moment, to the second.
    Instant seconds(String name) {
        return Instant.ofEpochSecond(number(name));
    }

    /// Reads an object.
    Fields object(String name) {
        return of(json.required(name));
    }

    /// Reads objects.
    List<Fields> objects(String name) {
        return array(name).valueStream().map(Fields::of).toList();
    }

    /// Reads numbers.
    List<Long> numbers(String name) {
        return array(name).valueStream().map(Fields::number).toList();
    }

    /// Reads texts.
    List<String> texts(String name) {
        return array(name).valueStream().map(Json::text).toList();
    }

    private JsonNode array(String name) {
        JsonNode node = json.required(name);
        Rule.holds(node.isArray(), "%s is no array", name);
        return node;
    }
}

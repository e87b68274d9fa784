package io.longshore.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;

/// One JSON object of the journal, written and read in the conventions of `src/docs/format.md`: hashes, ids and keys in
/// hex, packed bytes in base64, amounts as decimal texts, times as seconds. Reading throws `JsonNodeException` or
/// `IllegalArgumentException` where something is missing or has the wrong shape.
final class Body {
    private final ObjectNode json;

    private Body(ObjectNode json) {
        this.json = json;
    }

    /// Nothing yet.
    static Body empty() {
        return new Body(Json.object());
    }

    /// Reads an object.
    static Body of(JsonNode json) {
        return new Body(json.asObject());
    }

    /// As JSON, without line breaks.
    byte[] bytes() {
        return Json.write(json);
    }

    /// Writes bytes in hex.
    Body hex(String name, Bytes value) {
        json.put(name, value.toString());
        return this;
    }

    /// Writes bytes in base64.
    Body blob(String name, Bytes value) {
        json.put(name, Base64.getEncoder().encodeToString(value.toArray()));
        return this;
    }

    /// Writes a text.
    Body text(String name, String value) {
        json.put(name, value);
        return this;
    }

    /// Writes a number.
    Body number(String name, long value) {
        json.put(name, value);
        return this;
    }

    /// Writes a fact.
    Body fact(String name, boolean value) {
        json.put(name, value);
        return this;
    }

    /// Writes an amount in decimal.
    Body amount(String name, BigInteger value) {
        json.put(name, value.toString());
        return this;
    }

    /// Writes a moment, to the second.
    Body seconds(String name, Instant value) {
        json.put(name, value.getEpochSecond());
        return this;
    }

    /// Writes texts.
    Body texts(String name, List<String> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /// Writes numbers.
    Body numbers(String name, List<Integer> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /// Writes objects.
    Body bodies(String name, List<Body> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(value -> array.add(value.json));
        return this;
    }

    /// Whether there is something of that name.
    boolean has(String name) {
        return json.has(name);
    }

    /// Reads what may be missing.
    <T> Optional<T> optional(String name, Function<String, T> read) {
        return has(name) ? Optional.of(read.apply(name)) : Optional.empty();
    }

    /// Sets an amount that is there and cannot be read to nothing.
    /// @return whether it did
    boolean dropUnreadable(String name) {
        if (!has(name)) {
            return false;
        }
        try {
            new Amount(amount(name));
            return false;
        } catch (IllegalArgumentException _) {
            json.put(name, "0");
            return true;
        }
    }

    /// Reads hex.
    Bytes hex(String name) {
        return Bytes.fromHex(text(name));
    }

    /// Reads base64.
    Bytes blob(String name) {
        return Bytes.of(Base64.getDecoder().decode(text(name)));
    }

    /// Reads a text.
    String text(String name) {
        return json.required(name).stringValue();
    }

    /// Reads a number.
    long number(String name) {
        return json.required(name).longValue();
    }

    /// Reads a small number.
    int small(String name) {
        return json.required(name).intValue();
    }

    /// Reads a fact.
    boolean is(String name) {
        return json.required(name).booleanValue();
    }

    /// Reads an amount.
    BigInteger amount(String name) {
        return new BigInteger(text(name));
    }

    /// Reads a moment.
    Instant seconds(String name) {
        return Instant.ofEpochSecond(number(name));
    }

    /// Reads texts.
    List<String> texts(String name) {
        return json.required(name).asArray().valueStream().map(JsonNode::stringValue).toList();
    }

    /// Reads numbers.
    List<Integer> numbers(String name) {
        return json.required(name).asArray().valueStream().map(JsonNode::intValue).toList();
    }

    /// Reads any value.
    JsonNode node(String name) {
        return json.required(name);
    }

    /// Reads objects.
    List<Body> bodies(String name) {
        return json.required(name).asArray().valueStream().map(Body::of).toList();
    }
}

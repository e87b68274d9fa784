package io.longshore.json;

import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// Reads and writes JSON in UTF-8. Reading ignores unknown keys; it refuses duplicate keys, trailing text, `null` or nothing
/// for a record component that is no `Optional`, `null` in a list, and a text where a number is wanted (or the reverse). A missing primitive
/// reads as 0, so a number that must be there is declared as `Long`. Writing keeps the order of declaration and adds no
/// blanks. Safe on any thread.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    /// Bytes or text that are no JSON, or not of the wanted shape. Callers turn it into the failure that fits.
    public static final class Malformed extends RuntimeException {
        private Malformed(JacksonException cause) {
            super(cause.getOriginalMessage(), cause);
        }

        private Malformed(String what) {
            super(what);
        }
    }

    /// Writes a record, collection or node.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Reads a value of that type.
    /// @throws Malformed if it is none
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return present(MAPPER.readValue(json, type));
        } catch (JacksonException e) {
            throw new Malformed(e);
        }
    }

    /// Reads a value of that type.
    /// @throws Malformed if it is none
    public static <T> T read(String json, Class<T> type) {
        try {
            return present(MAPPER.readValue(json, type));
        } catch (JacksonException e) {
            throw new Malformed(e);
        }
    }

    /// Reads any JSON as a tree.
    /// @throws Malformed if it is none
    public static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new Malformed(e);
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new Malformed("null stands where a value must be");
        }
        return value;
    }

    /// The text that a node is. Unlike the node's own method it has no answer for `null`.
    /// @throws Malformed if it is anything else
    public static String text(JsonNode node) {
        if (!node.isString()) {
            throw new Malformed("a text is wanted, not " + node.getNodeType());
        }
        return node.stringValue();
    }

    /// An empty object, for writing.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// An empty array, for writing.
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }
}

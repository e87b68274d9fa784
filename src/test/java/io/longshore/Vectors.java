package io.longshore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;

/// The known answers of `vectors/format-v1.json`, which come from another implementation of `src/docs/format.md`.
public final class Vectors {
    private Vectors() {}

    /// One part of them.
    public static JsonNode of(String part) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/format-v1.json")) {
            return Json.tree(in.readAllBytes()).required(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The content called `pattern(k)` there.
    public static byte[] pattern(int k, int size) {
        byte[] content = new byte[size];
        for (int j = 0; j < size; j++) {
            content[j] = (byte) ((31 * j + 7 * (j / 256) + k) % 251);
        }
        return content;
    }
}

package io.longshore.receipt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Hash;
import io.longshore.proof.Hashes;

/// An export whose records were changed by somebody who knows the format, and makes all hashes right again.
final class Forgery {
    private final List<ObjectNode> records = new ArrayList<>();

    /// Takes an export's records.
    Forgery(Path export) throws IOException {
        for (String line : Files.readAllLines(export)) {
            if (!line.startsWith("{")) {
                records.add(Json.tree(line.substring(2 * Hash.SIZE + 1).getBytes(StandardCharsets.UTF_8)).asObject());
            }
        }
    }

    /// The body of the first record of a type, of a kind where there are several.
    private static ObjectNode first(List<ObjectNode> records, String type, String kind) {
        return records.stream().filter(record -> record.required("type").stringValue().equals(type))
                .map(record -> record.required("body").asObject())
                .filter(body -> kind.isEmpty() || body.has("kind") && body.required("kind").stringValue().equals(kind))
                .findFirst().orElseThrow();
    }

    /// Changes the body of a record.
    Forgery with(String type, String kind, Consumer<ObjectNode> change) {
        change.accept(first(records, type, kind));
        return this;
    }

    /// Changes the bodies of all records of a type.
    Forgery each(String type, Consumer<ObjectNode> change) {
        records.stream().filter(record -> record.required("type").stringValue().equals(type))
                .forEach(record -> change.accept(record.required("body").asObject()));
        return this;
    }

    /// Changes something in the body of some record: a character, a number, the shape of a value, or takes it out.
    Forgery atRandom(RandomGenerator random) {
        ObjectNode body = records.get(random.nextInt(records.size())).required("body").asObject();
        List<String> names = new ArrayList<>(body.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = body.required(name);
        if (random.nextInt(4) == 0) {
            body.remove(name);
        } else if (random.nextInt(4) == 0) {
            body.set(name, Json.array().add(Json.object()));
        } else if (value.isString() && !value.stringValue().isEmpty()) {
            StringBuilder text = new StringBuilder(value.stringValue());
            String alphabet = "0123456789abcdefxZ =/+-";
            text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            body.put(name, text.toString());
        } else {
            body.put(name, random.nextLong() >> random.nextInt(Long.SIZE));
        }
        return this;
    }

    /// Gives all records of a type another one.
    Forgery typed(String type, String other) {
        records.stream().filter(record -> record.required("type").stringValue().equals(type))
                .forEach(record -> record.put("type", other));
        return this;
    }

    /// Gives the last record another version.
    Forgery version(int version) {
        records.getLast().put("v", version);
        return this;
    }

    /// Takes all records of a type out.
    Forgery without(String type) {
        records.removeIf(record -> record.required("type").stringValue().equals(type));
        return this;
    }

    /// Changes one byte of what is packed in base64.
    static void flip(ObjectNode body, String name, int at) {
        byte[] bytes = Base64.getDecoder().decode(body.required(name).stringValue());
        bytes[at] ^= 1;
        body.put(name, Base64.getEncoder().encodeToString(bytes));
    }

    /// Writes it as an export with the right hashes.
    Path to(Path file) throws IOException {
        Hash hash = Hash.of(new byte[Hash.SIZE]);
        List<String> lines = new ArrayList<>();
        lines.add(new String(Export.header(Instant.EPOCH), StandardCharsets.UTF_8));
        for (int at = 0; at < records.size(); at++) {
            ObjectNode record = records.get(at).put("seq", at + 1);
            record.remove("part");
            byte[] json = Json.write(record);
            hash = Hashes.sha256(hash.bytes().toArray(), json);
            lines.add(hash.bytes().hex() + " " + new String(json, StandardCharsets.UTF_8));
        }
        String content = lines.stream().collect(Collectors.joining("\n", "", "\n"));
        JsonNode nothing = Json.object();
        byte[] end = Export.trailer(new JournalEntry(records.size(), hash, 1, 1, "", new Fields(nothing)),
                Hashes.sha256(content.getBytes(StandardCharsets.UTF_8)));
        return Files.writeString(file, content + new String(end, StandardCharsets.UTF_8) + "\n");
    }
}

package io.longshore.seal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.seal.RootObject.Content;

/// The JSON inside a root object (`src/docs/format.md` 2). Its nonce derives from these bytes, so the order of the keys is
/// part of the format.
final class RootJson {
    private static final int VERSION = 1;

    private RootJson() {}

    static byte[] write(RootObject root) {
        FileFacts facts = root.facts();
        ObjectNode json = Json.object().put("v", VERSION).put("name", facts.name());
        if (!facts.path().isEmpty()) {
            ArrayNode path = json.putArray("path");
            facts.path().forEach(path::add);
        }
        root.group().ifPresent(group -> json.put("group", group.toString()));
        json.put("size", root.size().value()).put("created", text(facts.created()))
                .put("modified", text(facts.modified())).put("executable", facts.executable())
                .put("content_type", facts.contentType()).put("chunk_size", root.chunkSize().value())
                .put("count", root.count()).put("root", root.root().toString());
        switch (root.content()) {
            case Content.Inline(Bytes bytes) -> json.put("inline", base64(bytes.toArray()));
            case Content.Entries(List<Entry> entries) -> json.put("entries", base64(Entry.pack(entries)));
            case Content.Pages(int perPage, List<Table.Page> pages) -> {
                ArrayNode array = json.put("page_entries", perPage).putArray("pages");
                for (Table.Page page : pages) {
                    array.addObject().put("nonce", page.nonce().toString()).put("address", page.address().toString());
                }
            }
        }
        return Json.write(json);
    }

    static RootObject read(byte[] bytes) throws FailureException {
        try {
            JsonNode json = Json.tree(bytes);
            int version = json.required("v").intValue();
            if (version != VERSION) {
                throw new FailureException(new Failure.Unsupported("root object version " + version));
            }
            RootObject root = new RootObject(facts(json),
                    json.has("group") ? Optional.of(GroupId.of(Json.text(json.get("group")))) : Optional.empty(),
                    new ByteCount(json.required("size").longValue()),
                    new ByteCount(json.required("chunk_size").longValue()),
                    Hash.of(Json.text(json.required("root"))), content(json));
            requireConsistent(root, json.required("count").longValue());
            return root;
        } catch (Json.Malformed | JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new FailureException(new Failure.Corrupt("root object", "not the JSON of version 1"), e);
        }
    }

    private static FileFacts facts(JsonNode json) {
        List<String> path = json.has("path")
                ? json.get("path").valueStream().map(Json::text).toList()
                : List.of();
        return new FileFacts(Json.text(json.required("name")), path,
                Instant.parse(Json.text(json.required("created"))),
                Instant.parse(Json.text(json.required("modified"))), json.required("executable").booleanValue(),
                Json.text(json.required("content_type")));
    }

    private static Content content(JsonNode json) throws FailureException {
        if (json.has("inline")) {
            return new Content.Inline(Bytes.of(Base64.getDecoder().decode(Json.text(json.get("inline")))));
        }
        if (json.has("entries")) {
            byte[] packed = Base64.getDecoder().decode(Json.text(json.get("entries")));
            return new Content.Entries(Entry.unpack(packed, 0, packed.length / Entry.SIZE));
        }
        return new Content.Pages(json.required("page_entries").intValue(),
                json.required("pages").valueStream().map(page -> new Table.Page(
                        Nonce.of(Json.text(page.required("nonce"))),
                        Address.of(Json.text(page.required("address"))))).toList());
    }

    /// A root object that contradicts itself would otherwise be found out in the middle of a restore.
    private static void requireConsistent(RootObject root, long count) {
        if (root.count() != count) {
            throw new IllegalArgumentException("count is " + count + ", not " + root.count());
        }
        boolean fits = switch (root.content()) {
            case Content.Inline(Bytes bytes) -> bytes.size() == root.size().value()
                    && (root.grid().inline() || root.isGroup());
            case Content.Entries(List<Entry> entries) -> !root.grid().inline() && entries.size() == count;
            case Content.Pages(int perPage, List<Table.Page> pages) -> !root.grid().inline() && perPage > 0
                    && perPage <= Table.MAX_ENTRIES && pages.size() == Math.ceilDiv(count, perPage);
        };
        if (!fits) {
            throw new IllegalArgumentException("size, count and content do not fit together");
        }
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

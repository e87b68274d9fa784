package io.longshore.seal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.GroupId;
import io.longshore.model.SourceIdentity;
import io.longshore.model.UploadPlan;

/// What the journal keeps of a source, sealed as a [Note] (`src/docs/format.md` 5). Prints as `[hidden]`.
///
/// @param source the file as it was
/// @param facts what the restored file will be called
/// @param kind a file or a group's list
/// @param group the folder it was dropped with
public record SourceNote(SourceIdentity source, FileFacts facts, UploadPlan.Kind kind, Optional<GroupId> group) {
    private static final int VERSION = 1;

    /// As JSON, to be sealed.
    public byte[] encode() {
        ObjectNode json = Json.object().put("v", VERSION).put("source", source.path().toString())
                .put("size", source.size().value()).put("changed", source.modified().toString())
                .put("file_key", source.fileKey()).put("kind", kind.name()).put("name", facts.name());
        ArrayNode path = json.putArray("path");
        facts.path().forEach(path::add);
        json.put("created", facts.created().toString()).put("modified", facts.modified().toString())
                .put("executable", facts.executable()).put("content_type", facts.contentType());
        group.ifPresent(id -> json.put("group", id.toString()));
        return Json.write(json);
    }

    /// Reads it back.
    /// @throws FailureException `Corrupt` if it is none, `Unsupported` if it is of another version or this system cannot
    ///         express its path
    public static SourceNote decode(byte[] bytes) throws FailureException {
        try {
            JsonNode json = Json.tree(bytes);
            int version = json.required("v").intValue();
            if (version != VERSION) {
                throw new FailureException(new Failure.Unsupported("source note version " + version));
            }
            List<String> path = json.required("path").valueStream().map(Json::text).toList();
            return new SourceNote(
                    new SourceIdentity(Path.of(text(json, "source")), new ByteCount(json.required("size").longValue()),
                            Instant.parse(text(json, "changed")), text(json, "file_key")),
                    new FileFacts(text(json, "name"), path, Instant.parse(text(json, "created")),
                            Instant.parse(text(json, "modified")), json.required("executable").booleanValue(),
                            text(json, "content_type")),
                    UploadPlan.Kind.valueOf(text(json, "kind")),
                    json.has("group") ? Optional.of(GroupId.of(text(json, "group"))) : Optional.empty());
        } catch (InvalidPathException e) {
            throw new FailureException(new Failure.Unsupported("a source path of another system"), e);
        } catch (Json.Malformed | JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new FailureException(new Failure.Corrupt("source note", "not the JSON of version 1"), e);
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    private static String text(JsonNode json, String key) {
        return Json.text(json.required(key));
    }
}

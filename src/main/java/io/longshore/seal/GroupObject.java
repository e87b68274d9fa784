package io.longshore.seal;

import java.util.List;

import io.longshore.json.Json;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.Handle;

/// The list of a dropped folder: the inline content of a root object whose content type is [#CONTENT_TYPE]
/// (`src/docs/format.md` 2). Names are as the sealer wrote them and not to be trusted.
///
/// @param name the folder's name
/// @param roots its files
/// @param folders its folders, empty ones included, as components joined by `/`
public record GroupObject(String name, List<Member> roots, List<String> folders) {
    /// By which a root object is known as a group's.
    public static final String CONTENT_TYPE = "application/vnd.longshore.group+json";

    /// Keeps own copies.
    public GroupObject {
        roots = List.copyOf(roots);
        folders = List.copyOf(folders);
    }

    /// One file of it.
    ///
    /// @param path its components below the folder, joined by `/`
    /// @param handle where it is
    public record Member(String path, Handle handle) {}

    /// What the folder is called, with the content type that marks its list: no file with another can be taken for one.
    static FileFacts facts(FileFacts folder) {
        return new FileFacts(folder.name(), folder.path(), folder.created(), folder.modified(), folder.executable(),
                CONTENT_TYPE);
    }

    /// As JSON, with the keys in the order of the format.
    public byte[] encode() {
        return Json.write(new Wire(name, roots.stream().map(member -> new WireMember(member.path,
                member.handle.toString())).toList(), folders));
    }

    /// Reads it back.
    /// @throws FailureException `Corrupt` if it is none, or a handle of it is of no version or destination known here
    public static GroupObject decode(byte[] json) throws FailureException {
        try {
            Wire wire = Json.read(json, Wire.class);
            return new GroupObject(wire.name, wire.roots.stream().map(GroupObject::member).toList(), wire.folders);
        } catch (Json.Malformed | IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt("group object", "not the JSON of version 1"), e);
        }
    }

    private record Wire(String name, List<WireMember> roots, List<String> folders) {}

    private record WireMember(String path, String handle) {}

    private static Member member(WireMember member) {
        return new Member(member.path, Handle.parse(member.handle)
                .orElseThrow(() -> new IllegalArgumentException("not a handle: " + member.handle)));
    }
}

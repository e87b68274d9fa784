package io.longshore.model;

import java.time.Instant;
import java.util.List;

/// What a restored file is to be called and how it is to look; known to nobody without the drive's key.
///
/// @param name one path component
/// @param path the components below its group's folder, the name last; empty for a file on its own
/// @param created when the source was made, to the second
/// @param modified when the source was last changed, to the second
/// @param executable whether its owner may run it
/// @param contentType a media type (RFC 2046)
public record FileFacts(String name, List<String> path, Instant created, Instant modified, boolean executable,
        String contentType) {
    /// Keeps an own copy of the path.
    public FileFacts {
        path = List.copyOf(path);
    }
}

package io.longshore.model;

import java.nio.file.Path;
import java.time.Instant;

/// What a source file was when its upload was planned; a file that differs in any of it has changed.
///
/// @param path absolute, links resolved, so that two ways to name a file are one
/// @param size bytes
/// @param modified the file system's last modification time
/// @param fileKey the file system's own identity of the file (its inode), empty where it has none
public record SourceIdentity(Path path, ByteCount size, Instant modified, String fileKey) {}

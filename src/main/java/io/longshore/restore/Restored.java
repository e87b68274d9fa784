package io.longshore.restore;

import java.nio.file.Path;
import java.util.Map;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;

/// What a restore put in place.
///
/// @param path the file, or the folder of a group
/// @param files how many files
/// @param bytes how much content
/// @param failed members and folders of a group that could not be restored, by their path in it
public record Restored(Path path, long files, ByteCount bytes, Map<String, Failure> failed) {
    /// Keeps an own copy.
    public Restored {
        failed = Map.copyOf(failed);
    }
}

package io.longshore.app.drop;

import java.nio.file.Path;
import java.util.List;

/// Lets the user choose what to add. Both are empty when the user changes their mind.
public interface FileChoice {
    /// Files, one or many.
    List<Path> files();

    /// One folder.
    List<Path> folder();
}

package io.longshore.model;

import java.nio.file.Path;
import java.util.Optional;

/// A journal that is lost and can be made anew, or was.
///
/// @param why what is the matter with it; for the log and the user's eyes, not translated
/// @param kept how many of its records the database has
/// @param saved how many records after those stand whole in what is left of it
/// @param aside where what was left of it was put; empty if there was nothing, or nothing was done yet
public record RebuiltJournal(String why, long kept, long saved, Optional<Path> aside) {}

package io.longshore.model;

import java.time.Instant;
import java.util.Optional;

/// What the user decided in a conflict, and what came of it.
///
/// @param drive whose providers did not agree
/// @param at when it was decided
/// @param count how many leaves the drive had
/// @param choice what was decided
/// @param outcome what came of it, a stable word: `submitted`, `agreed`, `still_apart`, `passed`, `failed`, `refused`,
///        `left`; empty while it is under way
public record Decision(DriveId drive, Instant at, long count, Choice choice, Optional<String> outcome) {}

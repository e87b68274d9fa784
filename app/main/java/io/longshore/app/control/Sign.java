package io.longshore.app.control;

/// A state as it is shown: word, shape and colour together.
/// @param word what it is called
/// @param shape its pictogram
/// @param tone how it is meant
public record Sign(String word, Glyph shape, Tone tone) {}

package io.longshore.app.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/// A part of the window.
/// @param title what it is
/// @param summary what it holds, in a few words
/// @param content what it shows
public record Part(String title, ObservableValue<String> summary, Node content) {}

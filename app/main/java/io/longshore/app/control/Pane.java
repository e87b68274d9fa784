package io.longshore.app.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import atlantafx.base.theme.Styles;

/// A part of the window: a bar with its title, a line of summary and its buttons, over its content.
public final class Pane extends VBox {
    /// @param buttons at the right of the bar
    public Pane(Part part, Node... buttons) {
        Label name = new Label(part.title());
        name.getStyleClass().add(Styles.TITLE_4);
        name.setLabelFor(part.content());
        name.setMinWidth(USE_PREF_SIZE);
        Label line = new Label();
        line.getStyleClass().addAll("fact", Styles.TEXT_MUTED);
        line.textProperty().bind(part.summary());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(name, line, gap);
        bar.getChildren().addAll(buttons);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("bar");
        VBox.setVgrow(part.content(), Priority.ALWAYS);
        getStyleClass().add("pane");
        getChildren().addAll(bar, part.content());
    }
}

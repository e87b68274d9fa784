package io.longshore.app.control;

import java.util.List;

import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;

/// Two parts of the window: beside each other where there is room for both, else one behind the other in tabs.
public final class Pair extends StackPane {
    /// Narrower than this, tables beside each other would show little but dots.
    private static final double ROOM_FOR_BOTH = 1350;

    private final List<Part> parts;

    /// @param left the first part, which is seen first in tabs
    public Pair(Part left, Part right) {
        parts = List.of(left, right);
        setMinSize(0, 0);
        widthProperty().map(width -> width.doubleValue() >= ROOM_FOR_BOTH).subscribe(this::arrange);
    }

    private void arrange(boolean beside) {
        getChildren().setAll(beside ? split() : tabs());
    }

    private Node split() {
        return new SplitPane(parts.stream().map(Pane::new).toArray(Node[]::new));
    }

    private Node tabs() {
        TabPane tabs = new TabPane();
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setAccessibleText(parts.getFirst().title());
        for (Part part : parts) {
            Tab tab = new Tab(part.title(), part.content());
            tab.textProperty().bind(Bindings.concat(part.title(), "  ·  ", part.summary()));
            tabs.getTabs().add(tab);
        }
        return tabs;
    }
}

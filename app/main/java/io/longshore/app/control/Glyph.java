package io.longshore.app.control;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/// Our few pictograms, drawn on a grid of 16. No two states share a shape, so that colour is never the only difference.
public enum Glyph {
    /// A clock: waits for its turn.
    CLOCK("M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6z"
            + "M7.2 4v4.6l3.2 2 .8-1.3-2.4-1.5V4z"),
    /// An arrow up: travels.
    UP("M8 1.5l5.5 6H10V14H6V7.5H2.5z"),
    /// Two bars: paused, or to pause.
    PAUSE("M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z"),
    /// A triangle to the right: to go on.
    PLAY("M4 2v12l9.5-6z"),
    /// A diamond with a mark: wants a decision.
    DECIDE("M8 .8L15.2 8 8 15.2.8 8zM7.2 4.4v4.8h1.6V4.4zm0 5.8v1.6h1.6v-1.6z"),
    /// A closed lock.
    LOCK("M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm1.8 0h4.4V5a2.2 2.2 0 0 0-4.4 0z"),
    /// An open lock.
    UNLOCK("M4 7V4.6a3.6 3.6 0 0 1 7-1.2l-1.7.6a1.8 1.8 0 0 0-3.5.6V7H13v8H3V7z"),
    /// A triangle with a mark: stopped by something.
    WARNING("M8 1.2l7.3 13.3H.7zM7.2 6v4.6h1.6V6zm0 5.6v1.6h1.6v-1.6z"),
    /// An octagon with a cross: over.
    STOP("M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM5.4 6.5L6.9 8 5.4 9.5l1.1 1.1L8 9.1l1.5 1.5 1.1-1.1L9.1 8"
            + "l1.5-1.5-1.1-1.1L8 6.9 6.5 5.4z"),
    /// A crossed circle: given up.
    CROSSED("M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.8c1.1 0 2.2.4 3 1L3.8 11A5.2 5.2 0 0 1 8 2.8zm0 10.4"
            + "c-1.1 0-2.2-.4-3-1L12.2 5A5.2 5.2 0 0 1 8 13.2z"),
    /// A tick: done.
    TICK("M6.2 13.4L1.4 8.6 3 7l3.2 3.2L13 3.4 14.6 5z"),
    /// A ring: nothing yet.
    RING("M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.8a4.7 4.7 0 1 1 0 9.4 4.7 4.7 0 0 1 0-9.4z"),
    /// A half disc in a ring: half of it.
    HALF("M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.8v9.4a4.7 4.7 0 0 1 0-9.4z"),
    /// A disc: all of it.
    DISC("M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z"),
    /// Two leaves: to copy.
    COPY("M5 1h9v10h-3v4H2V5h3zm1.5 1.5V5H11v4.5h1.5v-7zm-3 4v7h6v-7z"),
    /// A turning arrow: to try again.
    AGAIN("M8 2a6 6 0 0 1 4.6 2.1L14.5 2.2V8H8.7l2.2-2.2A3.7 3.7 0 1 0 11.5 9h2.3A6 6 0 1 1 8 2z"),
    /// A cross: to cancel or dismiss.
    CROSS("M3.3 2L8 6.7 12.7 2 14 3.3 9.3 8l4.7 4.7-1.3 1.3L8 9.3 3.3 14 2 12.7 6.7 8 2 3.3z"),
    /// A sheet with a plus: to add files.
    ADD_FILE("M3 1h6.5L13 4.5V15H3zm4.2 5.2v2H5.2v1.6h2v2h1.6v-2h2V8.2h-2v-2z"),
    /// A folder with a plus: to add a folder.
    ADD_FOLDER("M1 2.5h5.2l1.6 2H15v9H1zm6.2 3.7v2h-2v1.6h2v2h1.6v-2h2V8.2h-2v-2z");

    private static final double GRID = 16;

    private final String path;

    Glyph(String path) {
        this.path = path;
    }

    /// A new node that draws it, `size` pixels high and wide, in the colour of the style class `glyph`. It says nothing
    /// to assistive technology: the word beside it, or the control's accessible text, does.
    public Node draw(double size) {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        shape.setFillRule(FillRule.EVEN_ODD);
        shape.getStyleClass().add("glyph");
        shape.setScaleX(size / GRID);
        shape.setScaleY(size / GRID);
        StackPane frame = new StackPane(shape);
        frame.setMinSize(size, size);
        frame.setPrefSize(size, size);
        frame.setMaxSize(size, size);
        return frame;
    }
}

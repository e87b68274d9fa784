package io.longshore.app.drop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import atlantafx.base.theme.Styles;

import io.longshore.app.control.Glyph;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;

/// Takes files and folders that are dropped anywhere on what it covers. While something is dragged over it, a sheet says
/// where it would go.
public final class DropTarget extends StackPane {
    private static final double SHAPE = 48;

    private final Consumer<List<Path>> taken;
    private final Supplier<String> drive;
    private final Messages messages;
    private final Label where = new Label();
    private final Node sheet;

    /// @param content what it covers
    /// @param drive the name of the drive that dropped files go to
    /// @param taken is given what was dropped
    public DropTarget(Node content, Messages messages, Supplier<String> drive, Consumer<List<Path>> taken) {
        this.taken = taken;
        this.drive = drive;
        this.messages = messages;
        this.sheet = sheet();
        getChildren().addAll(content, sheet);
        addEventHandler(DragEvent.DRAG_ENTERED, this::enter);
        addEventHandler(DragEvent.DRAG_OVER, this::over);
        addEventHandler(DragEvent.DRAG_EXITED, _ -> sheet.setVisible(false));
        addEventHandler(DragEvent.DRAG_DROPPED, this::drop);
    }

    private void enter(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            where.setText(messages.get(Key.DROP_HERE, drive.get()));
            sheet.setVisible(true);
        }
    }

    private void over(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            drag.acceptTransferModes(TransferMode.COPY);
            drag.consume();
        }
    }

    private void drop(DragEvent drag) {
        sheet.setVisible(false);
        if (drag.getDragboard().hasFiles()) {
            taken.accept(drag.getDragboard().getFiles().stream().map(File::toPath).toList());
            drag.setDropCompleted(true);
            drag.consume();
        }
    }

    private Node sheet() {
        where.getStyleClass().add(Styles.TITLE_2);
        Label promise = new Label(messages.get(Key.DROP_HERE_HELP));
        promise.getStyleClass().add(Styles.TEXT_MUTED);
        VBox inner = new VBox(Glyph.ADD_FILE.draw(SHAPE), where, promise);
        inner.setAlignment(Pos.CENTER);
        inner.getStyleClass().add("drop-sheet");
        inner.setId("drop-sheet");
        inner.setMouseTransparent(true);
        inner.setVisible(false);
        return inner;
    }
}

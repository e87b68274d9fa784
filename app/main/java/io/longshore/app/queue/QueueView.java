package io.longshore.app.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import atlantafx.base.theme.Styles;

import io.longshore.app.bridge.LiveRow;
import io.longshore.app.control.Buttons;
import io.longshore.app.control.Confirmation;
import io.longshore.app.control.Glyph;
import io.longshore.app.control.Pane;
import io.longshore.app.control.Part;
import io.longshore.app.drop.FileChoice;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.Amount;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

/// The queue on screen: one row per upload, and by keyboard Space to pause or resume, Enter to approve, resume or retry,
/// Delete to cancel, Ctrl+C to copy the handle.
public final class QueueView extends StackPane {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double SHAPE = 40;

    private final QueueModel model;
    private final Messages messages;
    private final Confirmation confirmation;
    private final Consumer<String> clipboard;
    private final ListView<LiveRow<UploadId, UploadSnapshot>> list;

    /// @param files chooses what to add
    /// @param confirmation asks before an upload is given up
    /// @param clipboard where copied handles go
    public QueueView(QueueModel model, Messages messages, FileChoice files, Confirmation confirmation,
            Consumer<String> clipboard) {
        this.model = model;
        this.messages = messages;
        this.confirmation = confirmation;
        this.clipboard = clipboard;
        list = new ListView<>(model.uploads());
        list.setId("uploads");
        list.setFixedCellSize(UploadRow.HEIGHT);
        list.setCellFactory(_ -> new UploadCell(messages, (action, upload) -> act(action, List.of(upload))));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setPlaceholder(placeholder());
        list.setAccessibleHelp(messages.get(Key.QUEUE_HELP));
        list.setAccessibleText(messages.get(Key.QUEUE_TITLE));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        getChildren()
                .add(new Pane(new Part(messages.get(Key.QUEUE_TITLE), model.totalsProperty().map(this::summary), list),
                        buttons(files)));
    }

    /// Gives the list of uploads the keyboard's focus.
    public void focusList() {
        list.requestFocus();
    }

    private Node[] buttons(FileChoice files) {
        Button pause = Buttons.shaped(Glyph.PAUSE, messages.get(Key.QUEUE_PAUSE_ALL),
                () -> model.applyToAll(UploadAction.PAUSE));
        Button resume = Buttons.shaped(Glyph.PLAY, messages.get(Key.QUEUE_RESUME_ALL),
                () -> model.applyToAll(UploadAction.RESUME));
        Button addFiles = Buttons.worded(Glyph.ADD_FILE, messages.get(Key.DROP_FILES),
                messages.get(Key.DROP_FILES_HELP), () -> model.add(files.files()));
        pause.disableProperty().bind(idle());
        resume.disableProperty().bind(idle());
        addFiles.setId("add-files");
        addFiles.getStyleClass().add(Styles.ACCENT);
        Button addFolder = Buttons.worded(Glyph.ADD_FOLDER, messages.get(Key.DROP_FOLDER),
                messages.get(Key.DROP_FOLDER_HELP), () -> model.add(files.folder()));
        addFolder.setId("add-folder");
        return new Node[]{pause, resume, addFiles, addFolder};
    }

    private Node placeholder() {
        Label title = new Label(messages.get(Key.QUEUE_EMPTY_TITLE));
        title.getStyleClass().add(Styles.TITLE_3);
        Label text = new Label(messages.get(Key.QUEUE_EMPTY_TEXT));
        text.getStyleClass().add(Styles.TEXT_MUTED);
        text.setWrapText(true);
        text.setMaxWidth(520);
        text.setTextAlignment(TextAlignment.CENTER);
        VBox inner = new VBox(Glyph.ADD_FILE.draw(SHAPE), title, text);
        inner.setAlignment(Pos.CENTER);
        inner.getStyleClass().add("drop-here");
        return inner;
    }

    private ObservableValue<Boolean> idle() {
        return model.totalsProperty().map(totals -> totals.unfinished() == 0);
    }

    private String summary(Totals totals) {
        if (totals.equals(Totals.NONE)) {
            return "";
        }
        return messages.get(Key.QUEUE_SUMMARY, totals.unfinished(), messages.words().count(totals.stored()),
                messages.words().count(totals.chunks()), messages.words().tokens(totals.paid()));
    }

    private void press(KeyEvent key) {
        // Keys of a button inside a row are that button's.
        if (key.getTarget() != list) {
            return;
        }
        List<UploadSnapshot> chosen = chosen();
        if (COPY.match(key)) {
            act(UploadAction.COPY, chosen);
        } else if (key.isShortcutDown() || key.isShiftDown() || key.isAltDown()) {
            return;
        } else if (key.getCode() == KeyCode.SPACE) {
            act(first(chosen, UploadAction.PAUSE, UploadAction.RESUME), chosen);
        } else if (key.getCode() == KeyCode.ENTER) {
            act(first(chosen, UploadAction.APPROVE, UploadAction.RESUME, UploadAction.RETRY), chosen);
        } else if (key.getCode() == KeyCode.DELETE) {
            act(UploadAction.CANCEL, chosen);
        } else {
            return;
        }
        key.consume();
    }

    private List<UploadSnapshot> chosen() {
        return new ArrayList<>(list.getSelectionModel().getSelectedItems()).stream().map(LiveRow::shown).toList();
    }

    private static UploadAction first(List<UploadSnapshot> chosen, UploadAction... wishes) {
        for (UploadAction wish : wishes) {
            if (chosen.stream().anyMatch(upload -> UploadAction.in(upload.state()).contains(wish))) {
                return wish;
            }
        }
        return wishes[0];
    }

    private void act(UploadAction action, List<UploadSnapshot> chosen) {
        List<UploadSnapshot> able = chosen.stream()
                .filter(upload -> UploadAction.in(upload.state()).contains(action))
                .toList();
        if (able.isEmpty()) {
            return;
        }
        switch (action) {
            case COPY -> copy(able);
            case CANCEL -> {
                if (confirmed(able)) {
                    model.apply(action, able);
                }
            }
            case APPROVE, PAUSE, RESUME, RETRY -> model.apply(action, able);
        }
    }

    private void copy(List<UploadSnapshot> able) {
        clipboard.accept(able.stream()
                .map(UploadSnapshot::state)
                .filter(UploadState.Done.class::isInstance)
                .map(done -> ((UploadState.Done) done).handle().toString())
                .collect(Collectors.joining("\n")));
    }

    private boolean confirmed(List<UploadSnapshot> able) {
        long stored = able.stream().mapToLong(UploadSnapshot::stored).sum();
        long chunks = able.stream().mapToLong(UploadSnapshot::chunks).sum();
        Amount paid = able.stream().map(upload -> upload.cost().tokens()).reduce(Amount.ZERO, Amount::plus);
        return confirmation.ask(messages.get(Key.CANCEL_TITLE, able.size()),
                messages.get(Key.CANCEL_TEXT, messages.words().count(stored), messages.words().count(chunks),
                        messages.words().tokens(paid)),
                messages.get(Key.CANCEL_CONFIRM, able.size()), messages.get(Key.CANCEL_KEEP));
    }
}

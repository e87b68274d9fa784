package io.longshore.app.queue;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import atlantafx.base.theme.Styles;

import io.longshore.app.control.Buttons;
import io.longshore.app.control.Glyph;
import io.longshore.app.control.SignLabel;
import io.longshore.app.control.StageBar;
import io.longshore.app.queue.UploadWords.Offer;
import io.longshore.app.word.Messages;
import io.longshore.model.snapshot.UploadSnapshot;

/// One upload as a row: name and state, how far it is in real chunks, what it cost, and what can be done. Made once per
/// visible cell and shown anew for every snapshot.
final class UploadRow extends GridPane {
    /// Every row is this high, so that the list need not measure ten thousand of them.
    static final double HEIGHT = 64;

    private static final double COST_WIDTH = 118;
    private static final double ACTIONS_WIDTH = 176;

    private final UploadWords words;
    private final Messages messages;
    private final BiConsumer<UploadAction, UploadSnapshot> act;
    private final Label name = new Label();
    private final Label size = new Label();
    private final SignLabel state = new SignLabel();
    private final Label detail = new Label();
    private final StageBar bar = new StageBar();
    private final Label chunks = new Label();
    private final Label cost = new Label();
    private final Label gas = new Label();
    private final Tooltip wholePath = new Tooltip();
    private final Tooltip explanation = new Tooltip();
    private final Tooltip wholeProgress = new Tooltip();
    private final Tooltip exactCost = new Tooltip();
    private final HBox actions = new HBox();
    private List<Offer> offers = List.of();

    /// @param act does an action with the upload shown
    UploadRow(Messages messages, BiConsumer<UploadAction, UploadSnapshot> act) {
        this.messages = messages;
        this.words = new UploadWords(messages);
        this.act = act;
        getStyleClass().add("upload");
        name.getStyleClass().add(Styles.TEXT_BOLD);
        name.setMinWidth(0);
        size.setMinWidth(Label.USE_PREF_SIZE);
        List.of(size, detail, chunks, gas).forEach(label -> label.getStyleClass().addAll("fact", Styles.TEXT_MUTED));
        name.setTooltip(wholePath);
        state.setTooltip(explanation);
        detail.setTooltip(explanation);
        chunks.setTooltip(wholeProgress);
        cost.setTooltip(exactCost);
        gas.setTooltip(exactCost);
        actions.getStyleClass().add("actions");
        actions.setAlignment(Pos.CENTER_RIGHT);
        VBox money = new VBox(cost, gas);
        money.setAlignment(Pos.CENTER_RIGHT);
        money.getStyleClass().add("pair");
        addRow(0, pair(line(name, size), line(state, detail)), pair(bar, chunks), money, actions);
        getColumnConstraints().addAll(growing(46), growing(54), fixed(COST_WIDTH), fixed(ACTIONS_WIDTH));
    }

    /// Shows `upload`.
    void show(UploadSnapshot upload) {
        name.setText(words.name(upload));
        wholePath.setText(messages.words().path(upload.path()));
        size.setText(messages.words().bytes(upload.size()));
        state.show(words.sign(upload));
        detail.setText(words.detail(upload));
        explanation.setText(words.explanation(upload));
        String progress = words.chunks(upload);
        bar.show(words.stages(upload), progress);
        chunks.setText(progress);
        wholeProgress.setText(progress);
        cost.setText(messages.words().tokens(upload.cost().tokens()));
        gas.setText(messages.words().coins(upload.cost().gas()));
        exactCost.setText(words.cost(upload));
        offer(upload);
    }

    private void offer(UploadSnapshot upload) {
        List<Offer> next = UploadAction.in(upload.state()).stream().map(action -> words.offer(action, upload)).toList();
        actions.setUserData(upload);
        if (next.equals(offers)) {
            return;
        }
        offers = next;
        boolean focused = actions.isFocusWithin();
        actions.getChildren().setAll(next.stream().map(this::button).toList());
        if (focused) {
            // The button that was pressed is gone; whoever pressed it by keyboard stays in this row.
            actions.getChildren().getFirst().requestFocus();
        }
    }

    private Node button(Offer offer) {
        Runnable action = () -> act.accept(offer.action(), (UploadSnapshot) actions.getUserData());
        Button button = offer.word().isEmpty()
                ? Buttons.shaped(shape(offer.action()), offer.help(), action)
                : Buttons.worded(shape(offer.action()), offer.word(), offer.help(), action);
        button.getStyleClass().addAll(Styles.SMALL, "action-" + offer.action().name().toLowerCase(Locale.ROOT));
        if (offer.action() == UploadAction.APPROVE) {
            button.getStyleClass().add(Styles.ACCENT);
        }
        return button;
    }

    private static Glyph shape(UploadAction action) {
        return switch (action) {
            case APPROVE -> Glyph.TICK;
            case PAUSE -> Glyph.PAUSE;
            case RESUME -> Glyph.PLAY;
            case RETRY -> Glyph.AGAIN;
            case COPY -> Glyph.COPY;
            case CANCEL -> Glyph.CROSS;
        };
    }

    private static HBox line(Node left, Node right) {
        HBox line = new HBox(left, right);
        line.setAlignment(Pos.BASELINE_LEFT);
        line.getStyleClass().add("line");
        return line;
    }

    private static VBox pair(Node upper, Node lower) {
        VBox pair = new VBox(upper, lower);
        pair.setAlignment(Pos.CENTER_LEFT);
        pair.setMinWidth(0);
        pair.getStyleClass().add("pair");
        return pair;
    }

    private static ColumnConstraints growing(double percentOfRest) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setMinWidth(0);
        column.setPrefWidth(percentOfRest);
        column.setMaxWidth(Double.MAX_VALUE);
        return column;
    }

    private static ColumnConstraints fixed(double width) {
        return new ColumnConstraints(width);
    }
}

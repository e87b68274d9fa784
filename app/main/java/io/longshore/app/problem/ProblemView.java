package io.longshore.app.problem;

import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import atlantafx.base.theme.Styles;

import io.longshore.app.control.Buttons;
import io.longshore.app.control.Glyph;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.text.Problem;

/// Shows problems as banners: the sentence, what to do, the code, and details to copy. Takes no room when all is well.
public final class ProblemView extends VBox {
    private static final double SHAPE = 16;

    private final ProblemModel model;
    private final Messages messages;
    private final Consumer<String> clipboard;

    /// @param clipboard where copied details go
    public ProblemView(ProblemModel model, Messages messages, Consumer<String> clipboard) {
        this.model = model;
        this.messages = messages;
        this.clipboard = clipboard;
        getStyleClass().add("problems");
        setAccessibleText(messages.get(Key.PROBLEM_LIST));
        model.problems().addListener((ListChangeListener<Problem>) _ -> refresh());
        refresh();
    }

    private void refresh() {
        getChildren().setAll(model.problems().stream().map(this::banner).toList());
        setManaged(!getChildren().isEmpty());
        setVisible(!getChildren().isEmpty());
    }

    private Node banner(Problem problem) {
        Label sentence = new Label(problem.sentence());
        sentence.getStyleClass().add(Styles.TEXT_BOLD);
        sentence.setWrapText(true);
        Label advice = new Label(problem.advice());
        advice.setWrapText(true);
        VBox words = new VBox(sentence, advice);
        // A word of ours about something that did not fail has no code.
        if (!problem.code().isEmpty()) {
            Label code = new Label(messages.get(Key.PROBLEM_CODE, problem.code()));
            code.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
            words.getChildren().add(code);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Button copy = Buttons.worded(Glyph.COPY, messages.get(Key.PROBLEM_COPY),
                messages.get(Key.PROBLEM_COPY_HELP, problem.sentence()), () -> clipboard.accept(details(problem)));
        copy.getStyleClass().add(Styles.SMALL);
        Button dismiss = Buttons.shaped(Glyph.CROSS, messages.get(Key.PROBLEM_DISMISS_HELP, problem.sentence()),
                () -> model.dismiss(problem));
        HBox banner = new HBox(Glyph.WARNING.draw(SHAPE), words, copy, dismiss);
        banner.setAlignment(Pos.CENTER_LEFT);
        banner.getStyleClass().add("problem");
        banner.setAccessibleRole(AccessibleRole.TEXT);
        banner.setAccessibleText(line(problem));
        return banner;
    }

    private static String line(Problem problem) {
        return problem.code().isEmpty() ? problem.sentence() + " " + problem.advice() : problem.line();
    }

    private static String details(Problem problem) {
        return problem.detail().isEmpty() ? line(problem) : line(problem) + "\n" + problem.detail();
    }
}

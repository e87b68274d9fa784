package io.longshore.app;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import atlantafx.base.theme.Styles;

import io.longshore.app.control.Buttons;
import io.longshore.app.control.Glyph;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.text.Problem;

/// What the window says while there is no desk yet, or none any more.
final class Entrance extends VBox {
    private static final double WIDEST = 560;

    private Entrance() {
        setAlignment(Pos.CENTER);
        getStyleClass().add("entrance");
    }

    /// Something takes its time.
    static Entrance busy(String what) {
        Entrance entrance = new Entrance();
        ProgressIndicator turning = new ProgressIndicator();
        turning.setAccessibleText(what);
        entrance.getChildren().addAll(Icons.mark(), turning, text(what));
        return entrance;
    }

    /// The data folder could not be opened, and why.
    static Entrance refused(Problem problem, Messages messages, Runnable quit) {
        Entrance entrance = new Entrance();
        Label title = text(messages.get(Key.WINDOW_REFUSED));
        title.getStyleClass().add(Styles.TITLE_3);
        Label sentence = text(problem.sentence());
        sentence.getStyleClass().add(Styles.TEXT_BOLD);
        Label code = text(messages.get(Key.PROBLEM_CODE, problem.code()));
        code.getStyleClass().addAll("fact", Styles.TEXT_MUTED);
        Button leave = Buttons.worded(Glyph.CROSS, messages.get(Key.WINDOW_QUIT), messages.get(Key.WINDOW_QUIT), quit);
        leave.setDefaultButton(true);
        entrance.getChildren().addAll(Icons.mark(), title, sentence, text(problem.advice()));
        if (!problem.detail().isEmpty()) {
            entrance.getChildren().add(text(problem.detail()));
        }
        entrance.getChildren().addAll(code, leave);
        return entrance;
    }

    private static Label text(String words) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMaxWidth(WIDEST);
        label.setAlignment(Pos.CENTER);
        label.setTextAlignment(TextAlignment.CENTER);
        return label;
    }
}

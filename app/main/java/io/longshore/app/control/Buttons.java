package io.longshore.app.control;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import atlantafx.base.theme.Styles;

/// Makes buttons that say what they do: every one has accessible text and a tooltip.
public final class Buttons {
    private static final double SHAPE = 12;

    private Buttons() {}

    /// A button with a word and a shape.
    /// @param help what it does, in a sentence
    public static Button worded(Glyph shape, String word, String help, Runnable action) {
        Button button = new Button(word, shape.draw(SHAPE));
        button.setMnemonicParsing(false);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        explain(button, help);
        return button;
    }

    /// A flat button that is only a shape.
    /// @param help what it does, in a sentence; its only words
    public static Button shaped(Glyph shape, String help, Runnable action) {
        Button button = worded(shape, "", help, action);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        return button;
    }

    /// Gives `button` other words for what it does.
    public static void explain(Button button, String help) {
        button.setAccessibleText(help);
        button.setTooltip(new Tooltip(help));
    }
}

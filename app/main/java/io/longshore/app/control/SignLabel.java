package io.longshore.app.control;

import javafx.scene.control.Label;

/// Shows a state: its shape, then its word.
public final class SignLabel extends Label {
    private static final double SHAPE = 12;

    /// Shows nothing yet.
    public SignLabel() {
        getStyleClass().add("sign");
        setMinWidth(USE_PREF_SIZE);
    }

    /// Shows `sign`.
    public void show(Sign sign) {
        setText(sign.word());
        setGraphic(sign.shape().draw(SHAPE));
        for (Tone tone : Tone.values()) {
            getStyleClass().remove(tone.style());
        }
        getStyleClass().add(sign.tone().style());
    }
}

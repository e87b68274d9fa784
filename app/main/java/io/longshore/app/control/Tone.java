package io.longshore.app.control;

import atlantafx.base.theme.Styles;

/// How something is meant, as the theme's semantic colours; always beside a word and a shape that say the same.
public enum Tone {
    /// Neither good nor bad.
    NEUTRAL(Styles.TEXT_MUTED),
    /// In motion.
    ACCENT(Styles.ACCENT),
    /// As it should be.
    SUCCESS(Styles.SUCCESS),
    /// Wants attention.
    WARNING(Styles.WARNING),
    /// Has failed.
    DANGER(Styles.DANGER);

    private final String style;

    Tone(String style) {
        this.style = style;
    }

    /// The theme's style class for it.
    public String style() {
        return style;
    }
}

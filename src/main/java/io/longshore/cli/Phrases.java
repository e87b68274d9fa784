package io.longshore.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The phrases of one language.
final class Phrases {
    private final Locale locale;

    private final ResourceBundle bundle;

    /// @param locale a language that [io.longshore.text.Words] speaks
    Phrases(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("io.longshore.cli.phrases", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The phrase with its facts.
    String text(Phrase phrase, Object... values) {
        return new MessageFormat(bundle.getString(phrase.key()), locale).format(values);
    }
}

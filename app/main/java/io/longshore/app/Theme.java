package io.longshore.app;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.util.Subscription;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/// Light or dark, for the whole program. To be used on the window's thread.
public enum Theme {
    /// Dark words on a light ground.
    LIGHT(new PrimerLight()),
    /// Light words on a dark ground.
    DARK(new PrimerDark());

    private final atlantafx.base.theme.Theme theme;

    Theme(atlantafx.base.theme.Theme theme) {
        this.theme = theme;
    }

    /// The theme for the system's choice of colours.
    public static Theme of(ColorScheme scheme) {
        return switch (scheme) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
        };
    }

    /// Applies the theme the system asks for, now and whenever it changes its mind, until unsubscribed.
    public static Subscription followSystem() {
        return Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> of(scheme).apply());
    }

    /// Applies it to every window.
    public void apply() {
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }
}

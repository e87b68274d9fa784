package io.longshore.app.control;

/// Asks the user before something that cannot be taken back.
@FunctionalInterface
public interface Confirmation {
    /// Whether the user wants it; on the window's thread, which waits for the answer without standing still.
    /// @param title the question
    /// @param text what follows from a yes
    /// @param yes what the button for it says
    /// @param no what the button against it says, the one that is safe
    boolean ask(String title, String text, String yes, String no);
}

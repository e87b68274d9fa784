package io.longshore.app.control;

import java.util.function.Consumer;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Puts text on the system's clipboard. To be used on the window's thread.
public final class SystemClipboard implements Consumer<String> {
    @Override
    public void accept(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

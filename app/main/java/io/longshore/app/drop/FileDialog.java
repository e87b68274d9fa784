package io.longshore.app.drop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;

/// The system's own dialogs, which begin where the last choice was made.
public final class FileDialog implements FileChoice {
    private final Supplier<Window> owner;
    private final Messages messages;
    private Optional<File> last = Optional.empty();

    /// @param owner the window the dialogs belong to, once it is shown
    public FileDialog(Supplier<Window> owner, Messages messages) {
        this.owner = owner;
        this.messages = messages;
    }

    @Override
    public List<Path> files() {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(messages.get(Key.DROP_CHOOSE_FILES));
        last.ifPresent(dialog::setInitialDirectory);
        List<File> chosen = dialog.showOpenMultipleDialog(owner.get());
        return chosen == null ? List.of() : remember(chosen);
    }

    @Override
    public List<Path> folder() {
        DirectoryChooser dialog = new DirectoryChooser();
        dialog.setTitle(messages.get(Key.DROP_CHOOSE_FOLDER));
        last.ifPresent(dialog::setInitialDirectory);
        File chosen = dialog.showDialog(owner.get());
        return chosen == null ? List.of() : remember(List.of(chosen));
    }

    private List<Path> remember(List<File> chosen) {
        last = Optional.ofNullable(chosen.getFirst().getParentFile());
        return chosen.stream().map(File::toPath).toList();
    }
}

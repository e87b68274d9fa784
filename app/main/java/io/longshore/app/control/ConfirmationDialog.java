package io.longshore.app.control;

import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Window;

import atlantafx.base.theme.Styles;

/// Asks in a dialog before the window. Enter and Escape both choose the safe answer.
public final class ConfirmationDialog implements Confirmation {
    private final Supplier<Window> owner;

    /// @param owner the window the dialog belongs to, once it is shown
    public ConfirmationDialog(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public boolean ask(String title, String text, String yes, String no) {
        ButtonType agree = new ButtonType(yes, ButtonData.OTHER);
        ButtonType keep = new ButtonType(no, ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.CONFIRMATION, text, agree, keep);
        alert.initOwner(owner.get());
        alert.setTitle(title);
        alert.setHeaderText(title);
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        name(alert, agree, yes).getStyleClass().add(Styles.DANGER);
        name(alert, keep, no).setDefaultButton(true);
        return alert.showAndWait().filter(agree::equals).isPresent();
    }

    private static Button name(Alert alert, ButtonType type, String words) {
        Button button = (Button) alert.getDialogPane().lookupButton(type);
        button.setAccessibleText(words);
        return button;
    }
}

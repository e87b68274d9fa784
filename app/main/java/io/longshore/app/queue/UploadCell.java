package io.longshore.app.queue;

import java.util.function.BiConsumer;
import javafx.scene.control.ListCell;
import javafx.util.Subscription;

import io.longshore.app.bridge.LiveRow;
import io.longshore.app.word.Messages;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.UploadSnapshot;

/// A cell of the queue: keeps one row of nodes and follows whichever upload it is given.
final class UploadCell extends ListCell<LiveRow<UploadId, UploadSnapshot>> {
    private final UploadRow row;
    private final UploadWords words;
    private Subscription followed = Subscription.EMPTY;

    UploadCell(Messages messages, BiConsumer<UploadAction, UploadSnapshot> act) {
        row = new UploadRow(messages, act);
        words = new UploadWords(messages);
        // The row takes the list's width, and shortens its words rather than scroll.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(LiveRow<UploadId, UploadSnapshot> item, boolean empty) {
        LiveRow<UploadId, UploadSnapshot> before = getItem();
        super.updateItem(item, empty);
        if (empty || item == null) {
            followed.unsubscribe();
            followed = Subscription.EMPTY;
            setGraphic(null);
            setAccessibleText(null);
        } else if (item != before || getGraphic() == null) {
            followed.unsubscribe();
            followed = item.shownProperty().subscribe(this::show);
            setGraphic(row);
        }
    }

    private void show(UploadSnapshot upload) {
        row.show(upload);
        setAccessibleText(words.row(upload));
    }
}

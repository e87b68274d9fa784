package io.longshore.app.drive;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import io.longshore.Longshore;
import io.longshore.app.bridge.Orders;
import io.longshore.model.Account;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.Snapshot.LocalNetworkSnapshot;

/// The drive that new files go to, and the plain facts about it. To be used on the window's thread.
public final class DriveModel {
    /// What is said about the drive in use.
    /// @param localNetwork what the embedded network holds; empty where it does not run
    /// @param wallet who pays
    /// @param vaultSealed whether the keys are under a passphrase
    /// @param conflict how its providers disagree, where they do
    public record Facts(Optional<LocalNetworkSnapshot> localNetwork, Optional<Account> wallet, boolean vaultSealed,
            Optional<Failure> conflict) {}

    private final Orders orders;
    private final ObservableList<Drive> drives = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Drive> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Facts> facts = new ReadOnlyObjectWrapper<>(
            new Facts(Optional.empty(), Optional.empty(), false, Optional.empty()));
    private Snapshot newest = Snapshot.EMPTY;

    /// @param orders where it asks the engine
    public DriveModel(Orders orders) {
        this.orders = orders;
        chosen.addListener((_, _, _) -> refresh());
    }

    /// All drives.
    public ObservableList<Drive> drives() {
        return drives;
    }

    /// The drive that new files go to; null while there is none.
    public ObjectProperty<@Nullable Drive> chosenProperty() {
        return chosen;
    }

    /// The name of the drive that new files go to; empty for the engine's default.
    public Optional<String> chosenName() {
        return Optional.ofNullable(chosen.get()).map(Drive::name);
    }

    /// What is said about it.
    public ReadOnlyObjectProperty<Facts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /// Shows what the engine says.
    public void show(Snapshot snapshot) {
        newest = snapshot;
        if (!drives.equals(snapshot.drives())) {
            Optional<DriveId> kept = Optional.ofNullable(chosen.get()).map(Drive::id);
            List<Drive> next = snapshot.drives();
            drives.setAll(next);
            chosen.set(next.stream()
                    .filter(drive -> kept.equals(Optional.of(drive.id())))
                    .findFirst()
                    .orElse(next.isEmpty() ? null : next.getFirst()));
        }
        refresh();
    }

    /// Deletes everything the embedded network holds.
    public void emptyLocalNetwork() {
        orders.inTurn(Longshore::emptyLocalNetwork);
    }

    private void refresh() {
        Optional<Failure> conflict = Optional.ofNullable(chosen.get())
                .flatMap(drive -> Optional.ofNullable(newest.conflicts().get(drive.id())));
        facts.set(new Facts(newest.localNetwork(), newest.wallet(), newest.vaultSealed(), conflict));
    }
}

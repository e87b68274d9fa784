package io.longshore.app.provider;

import java.time.InstantSource;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.ObservableList;

import io.longshore.app.bridge.LiveRow;
import io.longshore.app.bridge.LiveRows;
import io.longshore.app.word.Messages;
import io.longshore.model.DriveId;
import io.longshore.model.ProviderId;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.text.Legible;

/// The providers of the drives in use. To be used on the window's thread.
public final class ProviderModel {
    /// One provider serves several drives, and fares as it does at each.
    public record Name(DriveId drive, ProviderId provider) {}

    private final Messages messages;
    private final InstantSource clock;
    private final LiveRows<Name, ProviderSnapshot> providers = new LiveRows<>(
            provider -> new Name(provider.drive(), provider.id()));
    private final ReadOnlyIntegerWrapper answering = new ReadOnlyIntegerWrapper();

    /// @param clock by which today is told from other days
    public ProviderModel(Messages messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /// The providers, in the engine's order.
    public ObservableList<LiveRow<Name, ProviderSnapshot>> providers() {
        return providers.rows();
    }

    /// How many of them answer.
    public ReadOnlyIntegerProperty answeringProperty() {
        return answering.getReadOnlyProperty();
    }

    /// Shows what the engine says.
    public void show(Snapshot snapshot) {
        providers.show(snapshot.providers());
        answering.set((int) snapshot.providers().stream().filter(provider -> switch (provider.state()) {
            case HEALTHY, DEGRADED -> true;
            case UNKNOWN, UNREACHABLE -> false;
        }).count());
    }

    /// Where it is, without the protocol: whatever it calls its endpoint, made safe to show.
    static String host(ProviderSnapshot provider) {
        String endpoint = provider.endpoint();
        return Legible.of(endpoint.substring(endpoint.indexOf("://") < 0 ? 0 : endpoint.indexOf("://") + 3));
    }

    /// Since when it is in its state, in words.
    String since(ProviderSnapshot provider) {
        return messages.time(provider.since(), clock.instant());
    }
}

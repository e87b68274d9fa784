package io.longshore.app.provider;

import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
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

    /// How the providers stand together.
    /// @param answering how many answer, with failures or without
    /// @param unasked how many were not asked anything since the start
    /// @param all how many there are
    public record Standing(int answering, int unasked, int all) {}

    private final Messages messages;
    private final InstantSource clock;
    private final LiveRows<Name, ProviderSnapshot> providers = new LiveRows<>(
            provider -> new Name(provider.drive(), provider.id()));
    private final ReadOnlyObjectWrapper<Standing> standing = new ReadOnlyObjectWrapper<>(new Standing(0, 0, 0));

    /// @param clock by which today is told from other days
    public ProviderModel(Messages messages, InstantSource clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /// The providers, in the engine's order.
    public ObservableList<LiveRow<Name, ProviderSnapshot>> providers() {
        return providers.rows();
    }

    /// How they stand together.
    public ReadOnlyObjectProperty<Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /// Shows what the engine says.
    public void show(Snapshot snapshot) {
        providers.show(snapshot.providers());
        int answering = 0;
        int unasked = 0;
        for (ProviderSnapshot provider : snapshot.providers()) {
            switch (provider.state()) {
                case HEALTHY, DEGRADED -> answering++;
                case UNKNOWN -> unasked++;
                case UNREACHABLE -> {
                }
            }
        }
        standing.set(new Standing(answering, unasked, snapshot.providers().size()));
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

package io.longshore.app.provider;

import javafx.geometry.Pos;

import io.longshore.app.control.FactTable;
import io.longshore.app.control.FactTable.Fact;
import io.longshore.app.control.Glyph;
import io.longshore.app.control.Part;
import io.longshore.app.control.Sign;
import io.longshore.app.control.Tone;
import io.longshore.app.provider.ProviderModel.Standing;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.ProviderHistory;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.text.Legible;
import io.longshore.text.Problem;

/// The providers on screen: how each fares, since when, and how far it has committed.
public final class ProviderView {
    private final ProviderModel model;
    private final Messages messages;
    private final Part part;

    /// Shows `model`.
    public ProviderView(ProviderModel model, Messages messages) {
        this.model = model;
        this.messages = messages;
        FactTable<ProviderModel.Name, ProviderSnapshot> table = new FactTable<>(model.providers(),
                messages.get(Key.PROVIDER_TITLE), messages.get(Key.PROVIDER_EMPTY));
        table.setId("providers");
        table.fact(messages.get(Key.PROVIDER_NAME), 120, Pos.CENTER_LEFT, this::name)
                .sign(messages.get(Key.PROVIDER_STATE), 140, provider -> sign(provider.state()))
                .fact(messages.get(Key.PROVIDER_SINCE), 64, Pos.CENTER_LEFT,
                        provider -> new Fact(model.since(provider)))
                .fact(messages.get(Key.PROVIDER_LATENCY), 64, Pos.CENTER_RIGHT,
                        provider -> new Fact(provider.latency().map(messages::latency).orElse("")))
                .fact(messages.get(Key.PROVIDER_LEAVES), 82, Pos.CENTER_RIGHT,
                        provider -> new Fact(messages.of(provider.committed(), provider.leaves())))
                .fact(messages.get(Key.PROVIDER_ERROR), 120, Pos.CENTER_LEFT, this::error);
        part = new Part(messages.get(Key.PROVIDER_TITLE), model.standingProperty().map(this::summary), table);
    }

    /// Where it stands in the window.
    public Part part() {
        return part;
    }

    private String summary(Standing standing) {
        return messages.get(Key.PROVIDER_SUMMARY, standing.answering(), standing.all(), standing.unasked());
    }

    private Fact name(ProviderSnapshot provider) {
        return new Fact(ProviderModel.host(provider), Legible.of(provider.endpoint()) + "\n" + provider.id());
    }

    private Sign sign(ProviderHistory.State state) {
        String word = messages.words().provider(state);
        return switch (state) {
            case UNKNOWN -> new Sign(word, Glyph.RING, Tone.NEUTRAL);
            case HEALTHY -> new Sign(word, Glyph.DISC, Tone.SUCCESS);
            case DEGRADED -> new Sign(word, Glyph.HALF, Tone.WARNING);
            case UNREACHABLE -> new Sign(word, Glyph.STOP, Tone.DANGER);
        };
    }

    private Fact error(ProviderSnapshot provider) {
        return provider.lastError().map(failure -> {
            Problem problem = messages.words().problem(failure);
            return new Fact(problem.sentence(), problem.line());
        }).orElseGet(() -> new Fact(messages.get(Key.PROVIDER_NO_ERROR)));
    }
}

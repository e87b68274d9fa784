package io.longshore.app.provider;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.longshore.app.Scenes;
import io.longshore.app.word.Messages;
import io.longshore.model.snapshot.ProviderSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProviderModelTest {
    private final ProviderModel model = new ProviderModel(new Messages(Locale.GERMANY, ZoneOffset.UTC),
            InstantSource.fixed(Scenes.NOW));

    @Test
    void countsThoseThatAnswerWithFailuresToo() {
        model.show(Scenes.busy());
        assertEquals(5, model.providers().size());
        assertEquals(new ProviderModel.Standing(4, 0, 5), model.standingProperty().get());
    }

    @Test
    void namesAProviderByWhateverItCallsItsEndpoint() {
        assertEquals("127.0.0.1:4410", ProviderModel.host(at("http://127.0.0.1:4410")));
        assertEquals("127.0.0.1:4410", ProviderModel.host(at("127.0.0.1:4410")));
        assertEquals("no uri \\u0007", ProviderModel.host(at("no uri \u0007")));
    }

    private static ProviderSnapshot at(String endpoint) {
        ProviderSnapshot known = Scenes.busy().providers().getFirst();
        return new ProviderSnapshot(known.id(), known.drive(), endpoint, known.history(), known.lastError(),
                known.committed(), known.leaves());
    }

    @Test
    void saysSinceWhen() {
        model.show(Scenes.busy());
        assertEquals("14:22", model.since(model.providers().getFirst().shown()));
    }
}

package io.longshore.app.provider;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.longshore.app.Scenes;
import io.longshore.app.word.Messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProviderModelTest {
    private final ProviderModel model = new ProviderModel(new Messages(Locale.GERMANY, ZoneOffset.UTC),
            InstantSource.fixed(Scenes.NOW));

    @Test
    void countsThoseThatAnswerWithFailuresToo() {
        model.show(Scenes.busy());
        assertEquals(5, model.providers().size());
        assertEquals(4, model.answeringProperty().get());
    }

    @Test
    void saysSinceWhen() {
        model.show(Scenes.busy());
        assertEquals("14:22", model.since(model.providers().getFirst().shown()));
    }
}

package io.longshore.app.wave;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.longshore.app.Scenes;
import io.longshore.app.bridge.LiveRow;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.model.snapshot.WaveSnapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class WaveModelTest {
    private final WaveModel model = new WaveModel();

    @Test
    void showsTheEnginesOrder() {
        Snapshot busy = Scenes.busy();
        model.show(busy);
        assertEquals(busy.waves(), model.waves().stream().map(LiveRow::shown).toList());
    }

    @Test
    void keepsAWavesRowWhenANewerOneComes() {
        List<WaveSnapshot> waves = Scenes.busy().waves();
        model.show(of(waves.subList(1, waves.size())));
        LiveRow<?, WaveSnapshot> second = model.waves().getFirst();
        model.show(of(waves));
        assertSame(second, model.waves().get(1));
    }

    private static Snapshot of(List<WaveSnapshot> waves) {
        Snapshot empty = Scenes.empty();
        return new Snapshot(empty.drives(), List.of(), waves, List.of(), empty.localNetwork(), empty.wallet(), false,
                empty.conflicts(), empty.checkpoints());
    }
}

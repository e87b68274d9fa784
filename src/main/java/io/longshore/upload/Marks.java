package io.longshore.upload;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.longshore.destination.Provider;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Wave;
import io.longshore.model.store.WaveStore;
import io.longshore.place.WavePlacer;

/// What is known of one wave's rows while they are placed. Saved now and then: progress may be lost cheaply, and is not
/// worth a write for every chunk. Safe for use by several threads.
final class Marks implements WavePlacer.Listener {
    private static final int SAVE_AFTER = 16;

    private final Wave wave;
    private final WaveStore waves;
    private final Tasks tasks;
    private final Tally tally;
    private final Map<ProviderId, BitSet> held = new LinkedHashMap<>();
    private final BitSet stored;
    private final BitSet sent = new BitSet();
    private int unsaved;

    Marks(Wave wave, List<Provider> providers, WaveStore waves, Tasks tasks, Tally tally) throws FailureException {
        this.wave = wave;
        this.waves = waves;
        this.tasks = tasks;
        this.tally = tally;
        this.stored = wave.stored();
        for (Provider provider : providers) {
            held.put(provider.id(), waves.placed(wave.id(), provider.id()));
        }
    }

    /// The rows of running uploads that a majority does not have yet.
    synchronized BitSet todo() {
        BitSet todo = new BitSet();
        for (int position = 0; position < wave.rows().size(); position++) {
            todo.set(position, !stored.get(position) && !wave.leafed().get(position) && !wave.expired().get(position)
                    && tasks.isActive(wave.rows().get(position).upload()));
        }
        return todo;
    }

    /// Which rows each provider has.
    synchronized Map<ProviderId, BitSet> held() {
        Map<ProviderId, BitSet> copy = new HashMap<>();
        held.forEach((provider, rows) -> copy.put(provider, (BitSet) rows.clone()));
        return copy;
    }

    /// The rows that a majority has and no leaf yet, in order.
    synchronized List<Integer> ready() {
        BitSet ready = (BitSet) stored.clone();
        ready.andNot(wave.leafed());
        return ready.stream().boxed().toList();
    }

    /// A provider says that it has a row.
    synchronized void has(int position, ProviderId provider) {
        held.get(provider).set(position);
    }

    @Override
    public synchronized void acknowledged(int position, ProviderId provider) {
        has(position, provider);
        if (!sent.get(position)) {
            sent.set(position);
            tally.sent(wave.rows().get(position).upload());
        }
    }

    @Override
    public synchronized void stored(int position) throws FailureException {
        stored.set(position);
        if (++unsaved >= SAVE_AFTER) {
            save();
        }
    }

    /// Writes down what is known.
    synchronized void save() throws FailureException {
        unsaved = 0;
        for (Map.Entry<ProviderId, BitSet> rows : held.entrySet()) {
            if (!rows.getValue().isEmpty()) {
                waves.placed(wave.id(), rows.getKey(), rows.getValue());
            }
        }
        if (!stored.isEmpty()) {
            waves.stored(wave.id(), stored);
        }
        tally.changed();
    }
}

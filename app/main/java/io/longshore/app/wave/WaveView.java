package io.longshore.app.wave;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import io.longshore.app.bridge.LiveRow;
import io.longshore.app.control.FactTable;
import io.longshore.app.control.FactTable.Fact;
import io.longshore.app.control.Glyph;
import io.longshore.app.control.Part;
import io.longshore.app.control.Sign;
import io.longshore.app.control.Tone;
import io.longshore.app.word.Key;
import io.longshore.app.word.Messages;
import io.longshore.model.Hash;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.snapshot.WaveSnapshot;

/// The waves on screen, each with what it cost and the transaction that paid it. Ctrl+C copies the transaction.
public final class WaveView {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final Messages messages;
    private final Part part;

    /// @param clipboard where copied transactions go
    public WaveView(WaveModel model, Messages messages, Consumer<String> clipboard) {
        this.messages = messages;
        FactTable<WaveId, WaveSnapshot> table = new FactTable<>(model.waves(), messages.get(Key.WAVE_TITLE),
                messages.get(Key.WAVE_EMPTY));
        table.setId("waves");
        table.setAccessibleHelp(messages.get(Key.WAVE_HELP));
        table.fact(messages.get(Key.WAVE_NUMBER), 62, Pos.CENTER_RIGHT,
                wave -> new Fact(messages.words().count(wave.id().value())))
                .sign(messages.get(Key.WAVE_STAGE), 110, wave -> sign(wave.stage()))
                .fact(messages.get(Key.WAVE_ROWS), 88, Pos.CENTER_RIGHT,
                        wave -> new Fact(messages.of(wave.stored(), wave.rows())))
                .fact(messages.get(Key.WAVE_COST), 116, Pos.CENTER_RIGHT, this::cost)
                .fact(messages.get(Key.WAVE_GAS), 124, Pos.CENTER_RIGHT, this::gas)
                .fact(messages.get(Key.WAVE_TRANSACTION), 120, Pos.CENTER_LEFT, this::transaction);
        table.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            LiveRow<WaveId, WaveSnapshot> chosen = table.getSelectionModel().getSelectedItem();
            if (COPY.match(key) && chosen != null) {
                chosen.shown().transaction().map(Hash::toString).ifPresent(clipboard);
                key.consume();
            }
        });
        part = new Part(messages.get(Key.WAVE_TITLE), Bindings.createStringBinding(
                () -> messages.get(Key.WAVE_SUMMARY, model.waves().size()), model.waves()), table);
    }

    /// Where it stands in the window.
    public Part part() {
        return part;
    }

    private Sign sign(WaveStage stage) {
        String word = messages.words().stage(stage);
        return switch (stage) {
            case PLANNED -> new Sign(word, Glyph.RING, Tone.NEUTRAL);
            case PAYING -> new Sign(word, Glyph.HALF, Tone.WARNING);
            case PAID -> new Sign(word, Glyph.DISC, Tone.ACCENT);
            case PLACED -> new Sign(word, Glyph.TICK, Tone.SUCCESS);
        };
    }

    private Fact cost(WaveSnapshot wave) {
        return wave.cost()
                .map(cost -> new Fact(messages.words().tokens(cost), messages.exact(cost)))
                .orElseGet(() -> new Fact(messages.get(Key.WAVE_UNKNOWN)));
    }

    private Fact gas(WaveSnapshot wave) {
        return wave.gas()
                .map(gas -> new Fact(messages.words().coins(gas), messages.exact(gas)))
                .orElseGet(() -> new Fact(messages.get(Key.WAVE_UNKNOWN)));
    }

    private Fact transaction(WaveSnapshot wave) {
        Optional<String> hash = wave.transaction().map(Hash::toString);
        return hash.map(whole -> new Fact(messages.abbreviated(whole), whole))
                .orElseGet(() -> new Fact(messages.get(Key.WAVE_NONE)));
    }
}

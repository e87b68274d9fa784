package io.longshore.wave;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.longshore.model.PlannedChunk;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;

/// Collects planned chunks and rows of one drive until they make a wave. Not for use by several threads at once.
public final class WaveCutter {
    /// How many planned chunks, repeats included, one wave makes durable at most: a file of zeros becomes durable in
    /// pieces too, though it has but one row.
    public static final int MOST_CHUNKS = 4096;

    private final Map<UploadId, List<PlannedChunk>> chunks = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private int planned;

    /// What is cut off: the newly planned chunks by upload, and the wave's rows.
    ///
    /// @param chunks newly planned chunks, by upload, in order of index
    /// @param rows at most 64 rows
    public record Cut(Map<UploadId, List<PlannedChunk>> chunks, List<Row> rows) {}

    /// Adds a newly planned chunk, and its row unless it repeats an earlier one.
    public void add(UploadId upload, PlannedChunk chunk, Row row) {
        chunks.computeIfAbsent(upload, _ -> new ArrayList<>()).add(chunk);
        planned++;
        if (!chunk.isRepeat()) {
            rows.add(row);
        }
    }

    /// Adds a row whose plan is durable already: an index object, or one that left an earlier wave.
    public void add(Row row) {
        rows.add(row);
    }

    /// Takes out the rows of an upload that are no newly planned chunks of this wave-to-be, and its new chunks: they
    /// are planned again when it goes on.
    public void remove(UploadId upload) {
        List<PlannedChunk> gone = chunks.remove(upload);
        planned -= gone == null ? 0 : gone.size();
        rows.removeIf(row -> row.upload().equals(upload));
    }

    /// Whether it is time to cut.
    public boolean isFull() {
        return rows.size() >= Wave.SIZE || planned >= MOST_CHUNKS;
    }

    /// Whether there is nothing to cut.
    public boolean isEmpty() {
        return rows.isEmpty() && chunks.isEmpty();
    }

    /// Cuts off what was collected.
    public Cut cut() {
        Cut cut = new Cut(new LinkedHashMap<>(chunks), List.copyOf(rows));
        chunks.clear();
        rows.clear();
        planned = 0;
        return cut;
    }
}

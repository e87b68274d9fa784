package io.longshore.road;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

import io.longshore.road.JournalFile.Entry;

/// What was under way in a data folder when its program was killed, from journal and disks.
enum Stage {
    /// Nothing has happened since the start.
    OPENING,
    /// An upload is recorded and no wave has chunks of it.
    QUEUED,
    /// A wave is planned and nothing is paid for it.
    PLANNED,
    /// A transaction is drafted whose outcome is not written down.
    PAYING,
    /// A wave is paid and has no leaf yet.
    PLACING,
    /// Every chunk has its leaf, and some upload is not done.
    FINISHING,
    /// Every upload is done.
    DONE;

    /// Reads them off.
    /// @param records how many the journal had when the program was started
    /// @param chunks how many the first node had then
    static Set<Stage> of(JournalFile journal, Network network, int records, int chunks) throws IOException {
        Set<Long> planned = new HashSet<>();
        Set<Long> paid = new HashSet<>();
        Set<Long> drafted = new HashSet<>();
        Set<String> uploads = new HashSet<>();
        Set<String> queued = new HashSet<>();
        for (Entry entry : journal.entries()) {
            switch (entry.type()) {
                case "plan" -> {
                    uploads.add(entry.text("upload"));
                    queued.add(entry.text("upload"));
                }
                case "closed" -> uploads.remove(entry.text("upload"));
                case "wave" -> {
                    planned.add(entry.number("wave"));
                    entry.body().required("runs").forEach(run -> queued.remove(run.required("upload").stringValue()));
                }
                case "intent" -> drafted.add(entry.number("intent"));
                case "outcome" -> drafted.remove(entry.number("intent"));
                case "receipt" -> {
                    planned.remove(entry.number("wave"));
                    paid.add(entry.number("wave"));
                }
                case "leaf" -> paid.remove(entry.number("wave"));
                default -> {
                }
            }
        }
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        add(stages, OPENING, journal.count() == records && network.files(0).size() == chunks);
        add(stages, QUEUED, !queued.isEmpty());
        add(stages, PLANNED, !planned.isEmpty());
        add(stages, PAYING, !drafted.isEmpty());
        add(stages, PLACING, !paid.isEmpty());
        add(stages, FINISHING, queued.isEmpty() && planned.isEmpty() && paid.isEmpty() && !uploads.isEmpty());
        add(stages, DONE, uploads.isEmpty());
        return stages;
    }

    private static void add(Set<Stage> stages, Stage stage, boolean is) {
        if (is) {
            stages.add(stage);
        }
    }
}

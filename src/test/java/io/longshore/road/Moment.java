package io.longshore.road;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A random moment to kill a client at: some time after its start, or a little after it has written some records or a node
/// has taken some chunks, whichever is first. So kills fall everywhere, and each run gets only a little further.
final class Moment {
    private static final int MOST_RECORDS = 12;
    private static final int MOST_CHUNKS = 8;
    private static final int MOST_MILLIS_AFTER = 40;
    /// Starting takes about that long.
    private static final int MOST_MILLIS_STARTING = 1_500;
    private static final long LOOK_MILLIS = 2;

    private final JournalFile journal;
    private final Network network;
    private final boolean byTime;
    private final int records;
    private final int chunks;
    private final int millis;

    /// Chooses one.
    Moment(RandomGenerator random, JournalFile journal, Network network) throws IOException {
        this.journal = journal;
        this.network = network;
        byTime = random.nextInt(5) == 0;
        records = journal.count() + 1 + random.nextInt(MOST_RECORDS);
        chunks = network.files(0).size() + 1 + random.nextInt(MOST_CHUNKS);
        millis = random.nextInt(byTime ? MOST_MILLIS_STARTING : MOST_MILLIS_AFTER);
    }

    /// Waits for it, or for the end of the program.
    /// @return whether the program still runs
    boolean await(Program program) throws IOException, InterruptedException {
        while (program.runs() && !byTime && journal.count() < records && network.files(0).size() < chunks) {
            // Between two looks at files; nothing tells when they change.
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return !program.ends(millis);
    }
}

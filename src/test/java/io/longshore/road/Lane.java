package io.longshore.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import tools.jackson.databind.JsonNode;

import io.longshore.app.Main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A network of its own, with data folders on which errands are done until somebody kills them. Used by one thread.
final class Lane {
    /// Bytes of a source with one chunk, and a root object.
    private static final int ONE_CHUNK = 70_000;
    /// Milliseconds a stage keeps trying: short, so that what does not get better is told soon, and long enough for a
    /// machine that does other work.
    private static final long PATIENCE = 2_000;

    /// An errand has about three transactions.
    private static final int AGAIN = 4;

    private final Programs programs;
    private final QuickStart quick;
    private final Path folder;
    private final Network network;
    private final RandomGenerator random;
    private final List<Errands> homes = new ArrayList<>();
    private final Oracle oracle;
    private int files;
    private boolean isSteady = true;

    /// @param ground starts its network
    Lane(Programs programs, QuickStart quick, Path folder, RandomGenerator random, Ground ground) throws IOException {
        this.programs = programs;
        this.quick = quick;
        this.folder = Files.createDirectories(folder);
        this.network = ground.start(folder.resolve("network"));
        this.random = random;
        this.oracle = new Oracle(network, homes);
        freshHome();
    }

    /// Where networks come from.
    interface Ground {
        /// Starts a network that keeps its data in `folder`.
        Network start(Path folder) throws IOException;
    }

    /// On a network whose chain takes commands.
    Lane(Programs programs, QuickStart quick, Path folder, RandomGenerator random) throws IOException {
        this(programs, quick, folder, random, below -> Network.startCommanded(programs, quick, below));
    }

    /// Gives the chain commands ([CommandedNetwork]).
    void command(List<String> lines) throws IOException {
        for (String line : lines) {
            isSteady &= !line.startsWith("fate ") && !line.startsWith("reorganise ");
            network.command(line);
        }
    }

    /// What the network says now.
    Witness witness() throws IOException, InterruptedException {
        return new Witness(network.url());
    }

    /// What comes next is done on a new data folder.
    void freshHome() {
        if (!homes.isEmpty() && home().files().isEmpty()) {
            // Nothing was begun there: without a drive there is nothing to judge either.
            return;
        }
        homes.add(new Errands(programs, quick, network, folder.resolve("home" + homes.size())));
    }

    /// The data folder of the moment.
    Errands home() {
        return homes.getLast();
    }

    /// Starts an errand with a new file, that stands still at these points.
    Walk start(Collection<Point> stops, boolean poor) throws IOException {
        return home().start(quick.options(), PATIENCE, stops, Optional.of(file(poor)));
    }

    /// The first errand of all, which makes the others start quickly.
    /// @return that errand, over
    Walk first() throws IOException, InterruptedException {
        Walk walk = home().start(quick.first(), PATIENCE, List.of(), Optional.of(file(false)));
        walk.finish();
        return walk;
    }

    private Path file(boolean poor) throws IOException {
        return Content.random(folder.resolve("file" + ++files + (poor ? Errand.POOR : "")), ONE_CHUNK,
                random.nextLong());
    }

    /// Kills an errand, and looks at once whether everything is as it must be at every moment.
    void kill(Walk walk) throws IOException, InterruptedException {
        walk.kill();
        judgeKilled();
    }

    /// Looks whether everything is as it must be at every moment.
    void judgeKilled() throws IOException, InterruptedException {
        oracle.judgeKilled();
    }

    /// Sends the newest transactions of this data folder once more.
    void sendAgain() throws IOException, InterruptedException {
        List<JournalFile.Entry> attempts = new JournalFile(home().home()).entries("attempt");
        try (Witness witness = witness()) {
            for (JournalFile.Entry attempt : attempts.subList(Math.max(0, attempts.size() - AGAIN), attempts.size())) {
                witness.sendAgain(attempt.text("raw"));
            }
        }
    }

    /// Brings everything in order, then judges it and compares samples of what comes back.
    Oracle.Verdict judge() throws IOException, InterruptedException {
        long objects = 0;
        for (Errands home : homes) {
            home.finish(PATIENCE);
            assertEquals(home.files().size(), home.status().size(), () -> home.status().toString());
            for (JsonNode upload : home.status()) {
                assertTrue(upload.required("done").booleanValue(), () -> upload.toString());
                objects += upload.required("objects").longValue();
            }
        }
        Oracle.Verdict verdict = isSteady ? oracle.judge(objects) : oracle.judgeAfterFaults(objects);
        comesBack(homes.getFirst());
        comesBack(homes.getLast());
        return verdict;
    }

    private void comesBack(Errands home) throws IOException, InterruptedException {
        List<JsonNode> uploads = home.status();
        JsonNode upload = uploads.get(random.nextInt(uploads.size()));
        Path copy = folder.resolve("copy");
        Program restore = programs.quick("restore", quick.options(), Main.class, List.of("restore", "--json", "--home",
                home.home().toString(), upload.required("handle").stringValue(), copy.toString()));
        Program.Ended ended = restore.await();
        assertEquals(0, ended.code(), () -> ended.out() + restore.said());
        assertEquals(-1, Files.mismatch(Path.of(upload.required("path").stringValue()), copy), upload.toString());
        Files.delete(copy);
    }

    /// Ends the network, and forgets all that it had.
    void end() {
        network.kill(Network.ALL);
    }
}

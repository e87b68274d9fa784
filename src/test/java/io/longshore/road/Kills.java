package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/// Strikes many kills, on two lanes at once, and keeps count. Each lane is judged when its kills are struck, and after so many
/// of them at the latest.
final class Kills {
    private static final int LANES = 2;
    private static final int A_LANE = 120;

    private final Programs programs;
    private final QuickStart quick;
    private final Path folder;
    private final RandomGenerator random;
    private final Lane.Ground ground;
    private final Map<String, Integer> underWay = new TreeMap<>();
    private final Map<String, Integer> stalled = new TreeMap<>();
    private final Set<String> passed = new TreeSet<>();
    private int struck;
    private int lanes;
    private Oracle.Verdict verdict = Oracle.Verdict.NONE;

    /// @param ground starts the lanes' networks
    Kills(Programs programs, QuickStart quick, Path folder, RandomGenerator random, Lane.Ground ground) {
        this.programs = programs;
        this.quick = quick;
        this.folder = folder;
        this.random = random;
        this.ground = ground;
    }

    /// On networks whose chains take commands.
    Kills(Programs programs, QuickStart quick, Path folder, RandomGenerator random) {
        this(programs, quick, folder, random, below -> Network.startCommanded(programs, quick, below));
    }

    /// Strikes all, in random order.
    void strike(Collection<? extends Kill> kills) throws Exception {
        List<Kill> shuffled = new ArrayList<>(kills);
        Collections.shuffle(shuffled, java.util.Random.from(random));
        Deque<Kill> left = new ArrayDeque<>(shuffled);
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                Callable<Void> work = () -> {
                    try {
                        work(left);
                        return null;
                    } finally {
                        // Where one lane fails, the other does not go on for long.
                        empty(left);
                    }
                };
                ends.add(threads.submit(work));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    private void work(Deque<Kill> left) throws IOException, InterruptedException {
        while (!isEmpty(left)) {
            RandomGenerator own = Content.random(nextSeed());
            Lane lane = open(own);
            try {
                for (int i = 0; i < A_LANE; i++) {
                    Kill kill;
                    synchronized (this) {
                        kill = left.poll();
                    }
                    if (kill == null) {
                        break;
                    }
                    strike(kill, lane, own);
                }
                add(lane.judge());
            } finally {
                lane.end();
            }
        }
    }

    private synchronized void empty(Deque<Kill> left) {
        left.clear();
    }

    private synchronized boolean isEmpty(Deque<Kill> left) {
        return left.isEmpty();
    }

    private synchronized long nextSeed() {
        return random.nextLong();
    }

    private synchronized Lane open(RandomGenerator own) throws IOException {
        return new Lane(programs, quick, folder.resolve("lane" + lanes++), own, ground);
    }

    private void strike(Kill kill, Lane lane, RandomGenerator own) throws IOException, InterruptedException {
        for (int tries = 0; tries < kill.tries(); tries++) {
            Kill.Struck struck;
            try {
                struck = kill.strike(lane, own);
            } catch (AssertionError | IOException e) {
                throw new AssertionError(kill + ": " + e.getMessage(), e);
            }
            count(struck);
            if (struck.hit()) {
                return;
            }
        }
        throw new AssertionError(kill + " came too late " + kill.tries() + " times");
    }

    private synchronized void count(Kill.Struck one) {
        for (Walk walk : one.walks()) {
            walk.passed().forEach(point -> passed.add(point.records()));
            walk.stalled().forEach(code -> stalled.merge(code, 1, Integer::sum));
        }
        if (one.hit()) {
            struck++;
            List<Point> way = one.walks().getFirst().passed();
            underWay.merge(way.isEmpty() ? "start" : way.getLast().records(), 1, Integer::sum);
        }
    }

    private synchronized void add(Oracle.Verdict more) {
        verdict = verdict.plus(more);
    }

    /// How many kills hit.
    synchronized int struck() {
        return struck;
    }

    /// The records of all points that errands passed.
    synchronized Set<String> passed() {
        return Set.copyOf(passed);
    }

    /// How often uploads stopped on their way, by the code of why.
    synchronized Map<String, Integer> stalled() {
        return Map.copyOf(stalled);
    }

    @Override
    public synchronized String toString() {
        return struck + " kills on " + lanes + " networks, " + verdict + "; last passed at the kills: " + underWay;
    }
}

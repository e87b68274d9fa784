package io.longshore.road;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.longshore.ledger.Waypoints.Moment;

/// One way to kill an errand.
sealed interface Kill {
    /// Starts an errand and kills it.
    /// @return the errand that was killed and what was under way, or nothing if it was over before
    Struck strike(Lane lane, RandomGenerator random) throws IOException, InterruptedException;

    /// How often it is tried until it strikes.
    default int tries() {
        return 6;
    }

    /// What became of it.
    /// @param hit whether it was killed where it should be
    /// @param walks all errands that were begun for it
    record Struck(boolean hit, List<Walk> walks) {
        static Struck missed(Walk walk) {
            return new Struck(false, List.of(walk));
        }

        static Struck hit(Walk walk) {
            return new Struck(true, List.of(walk));
        }
    }

    /// Where it has made its transaction of a kind durable, and not sent it yet.
    private static Point drafted(String kind) {
        return Point.first(Moment.REFLECTED, "intent:" + kind + "+attempt");
    }

    /// At a point.
    /// @param fresh whether the point is passed on a new data folder only
    /// @param poor whether the file has to be approved
    record At(Point point, boolean fresh, boolean poor) implements Kill {
        @Override
        public Struck strike(Lane lane, RandomGenerator random) throws IOException, InterruptedException {
            if (fresh) {
                lane.freshHome();
            }
            Walk walk = lane.start(Set.of(point), poor);
            walk.go();
            if (walk.stands().isEmpty()) {
                return Struck.missed(walk);
            }
            lane.kill(walk);
            return Struck.hit(walk);
        }
    }

    /// At a point that a transaction passes only if it comes to grief.
    /// @param kind the transaction's
    /// @param grief the command that lets it come to grief
    record InGrief(String kind, String grief, Point point) implements Kill {
        @Override
        public Struck strike(Lane lane, RandomGenerator random) throws IOException, InterruptedException {
            Walk walk = lane.start(Set.of(drafted(kind), point), false);
            walk.go();
            if (walk.stands().isEmpty()) {
                return Struck.missed(walk);
            }
            lane.command(List.of(grief));
            walk.go();
            boolean hit = walk.stands().isPresent();
            if (hit) {
                lane.kill(walk);
            }
            lane.command(List.of("clear"));
            return new Struck(hit, List.of(walk));
        }
    }

    /// After a transaction was sent and before it is in a block.
    /// @param kind the transaction's
    /// @param then what becomes of it before the next start
    record Sent(String kind, Then then) implements Kill {
        private static final long LOOK_MILLIS = 5;

        /// What becomes of it.
        enum Then {
            /// It is in a block when the next program starts.
            MINED("mining once"),
            /// It waits still, and is in a block some time later.
            WAITING("mining every:400"),
            /// The chain has forgotten it.
            FORGOTTEN("forget");

            private final String command;

            Then(String command) {
                this.command = command;
            }
        }

        @Override
        public Struck strike(Lane lane, RandomGenerator random) throws IOException, InterruptedException {
            Walk walk = lane.start(Set.of(drafted(kind)), false);
            walk.go();
            if (walk.stands().isEmpty()) {
                return Struck.missed(walk);
            }
            lane.command(List.of("mining command"));
            walk.go();
            JournalFile journal = new JournalFile(lane.home().home());
            try (Witness witness = lane.witness()) {
                // Whoever looks late finds a further attempt in the place of the first.
                while (!witness.isWaiting(journal.entries("attempt").getLast().text("hash"))) {
                    if (walk.ends(LOOK_MILLIS)) {
                        throw new AssertionError("it was over before its transaction was sent");
                    }
                }
            }
            lane.kill(walk);
            lane.command(List.of(then.command));
            if (then == Then.FORGOTTEN) {
                lane.command(List.of("mining once"));
            }
            Walk next = lane.start(Set.of(), false);
            next.finish();
            lane.command(List.of("mining once"));
            return new Struck(true, List.of(walk, next));
        }
    }

    /// In the midst of a chain's trouble, or not at all: then the chain is well again in the end, and so must be the upload.
    record InTrouble(Trouble trouble) implements Kill {
        private static final int MOST_POINTS = 40;
        private static final int MOST_MILLIS = 600;

        @Override
        public Struck strike(Lane lane, RandomGenerator random) throws IOException, InterruptedException {
            Walk walk = lane.start(Set.of(), false);
            walk.go();
            if (!walk.passes(1 + random.nextInt(MOST_POINTS))) {
                return Struck.missed(walk);
            }
            lane.command(trouble.begin());
            boolean over = walk.ends(random.nextInt(MOST_MILLIS));
            lane.command(trouble.midst());
            over = over || walk.ends(random.nextInt(MOST_MILLIS));
            boolean spared = over || random.nextInt(4) == 0;
            if (!spared) {
                walk.kill();
            }
            lane.command(List.of("clear"));
            if (spared) {
                walk.done();
            }
            // The chain takes what it was ever given once more, and makes nothing of it.
            lane.sendAgain();
            lane.judgeKilled();
            return over ? Struck.missed(walk) : Struck.hit(walk);
        }
    }

    /// At a random moment: some time after its start, or a little after it has passed some points.
    record AtRandom() implements Kill {
        private static final int MOST_POINTS = 60;
        private static final int MOST_MILLIS_AFTER = 30;
        /// Starting takes about that long.
        private static final int MOST_MILLIS_STARTING = 1_200;

        /// About a third of the moments that are drawn lie after the errand's end, where there is nothing to kill: of a
        /// thousand moments some would be drawn there six times in a row.
        @Override
        public int tries() {
            return 40;
        }

        @Override
        public Struck strike(Lane lane, RandomGenerator random) throws IOException, InterruptedException {
            boolean byTime = random.nextInt(5) == 0;
            int points = byTime ? 0 : 1 + random.nextInt(MOST_POINTS);
            int millis = random.nextInt(byTime ? MOST_MILLIS_STARTING : MOST_MILLIS_AFTER);
            Walk walk = lane.start(Set.of(), random.nextInt(4) == 0);
            walk.go();
            if (!walk.passes(points)) {
                return Struck.missed(walk);
            }
            if (walk.ends(millis)) {
                walk.done();
                return Struck.missed(walk);
            }
            lane.kill(walk);
            return Struck.hit(walk);
        }
    }
}

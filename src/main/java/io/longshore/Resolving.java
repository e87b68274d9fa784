package io.longshore;

import java.time.Duration;
import java.util.Optional;

import io.longshore.chain.Sleeper;
import io.longshore.checkpoint.Analysis;
import io.longshore.checkpoint.Anchorage;
import io.longshore.checkpoint.Audit;
import io.longshore.checkpoint.Discovery;
import io.longshore.checkpoint.Hearing;
import io.longshore.checkpoint.Judge;
import io.longshore.checkpoint.OwnMmr;
import io.longshore.checkpoint.Resolver;
import io.longshore.destination.Destination;
import io.longshore.destination.Terms;
import io.longshore.model.Checkpoint;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.upload.Equipment;
import io.longshore.upload.Road;
import io.longshore.upload.Stores;

/// Puts together what does the user's decisions about the conflicts of one drive.
final class Resolving {
    private Resolving() {}

    /// For a drive that is open. Its registry takes no challenges.
    static Resolver of(Drive drive, Terms terms, Destination destination, Discovery discovery, Road road,
            OpenDrive.Shared shared) {
        Stores stores = shared.stores();
        Judge judge = new Judge(terms.chain(), terms.registry(), terms.bucket(),
                new OwnMmr(stores.leaves(), drive.id()));
        return new Resolver(drive.id(), stores.leaves(), destination, discovery,
                providers -> Hearing.of(providers, judge, Hearing.Pace.PROTOCOL, shared.random(), Sleeper.REAL),
                judge, most -> supply(road, most, Equipment.hope(shared.patience())),
                new Audit(drive.id(), stores.leaves(), judge, destination.maxChunk(), shared.random(), shared.clock()),
                Optional.empty(), stores.decisions(), anchoring(road.anchorage()), shared.random());
    }

    private static void supply(Road road, Duration most, Duration hope)
            throws FailureException, InterruptedException {
        road.committer().retry();
        road.committer().awaitQuiet(most, hope);
    }

    private static Resolver.Anchoring anchoring(Anchorage anchorage) {
        return new Resolver.Anchoring() {
            @Override
            public Optional<Checkpoint> now() throws FailureException, InterruptedException {
                return anchorage.submitNow();
            }

            @Override
            public void heard(Analysis analysis) {
                anchorage.heard(analysis);
            }
        };
    }
}

package io.longshore.checkpoint;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.longshore.checkpoint.Schedule.When;
import io.longshore.model.Checkpoint;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;
import io.longshore.model.Trials;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.CheckpointSnapshot.Conflict;
import io.longshore.model.snapshot.CheckpointSnapshot.Counters;
import io.longshore.model.snapshot.CheckpointSnapshot.Next;
import io.longshore.model.snapshot.CheckpointSnapshot.Paused;
import io.longshore.model.store.AnchorageStore;
import io.longshore.model.store.AnchorageStore.Heard;
import io.longshore.model.store.DecisionStore;
import io.longshore.model.store.HealthStore;
import io.longshore.wave.Majority;

/// How the checkpoints of a drive stand, from what is kept: nobody is asked.
///
/// @param drive whose
/// @param backlog what no checkpoint covers
/// @param store how the making of them goes
/// @param health how providers have fared
/// @param decisions what the user decided about conflicts
public record Picture(DriveId drive, Backlog backlog, AnchorageStore store, HealthStore health,
        DecisionStore decisions) {
    /// Decisions that are shown at most.
    private static final int MOST = 20;

    /// Of a drive that is not open.
    /// @param strategy what the user chose
    /// @param now the present moment
    public CheckpointSnapshot closed(Strategy strategy, Instant now) throws FailureException {
        Schedule schedule = Schedule.of(strategy, backlog, true, false, Optional.empty(), store.trials(drive));
        return of(strategy, schedule.when(now, OptionalLong.empty()), Optional.empty(), Optional.empty(),
                Counters.NONE);
    }

    /// Of a drive that is open.
    /// @param when when the next one is due
    /// @param said what the providers said in this run of the program
    /// @param shortage as in [CheckpointSnapshot]
    /// @param counters what was done in it
    CheckpointSnapshot of(Strategy strategy, When when, Optional<Analysis> said, Optional<Failure.NoMajority> shortage,
            Counters counters)
            throws FailureException {
        Trials trials = store.trials(drive);
        Optional<Heard> heard = store.heard(drive);
        Optional<Instant> apart = heard.flatMap(Heard::apart);
        return new CheckpointSnapshot(drive, backlog.last(), backlog.pending(), strategy, next(when), paused(trials),
                trials.failures(), heard.map(Heard::standings).orElse(Map.of()), health.all(drive),
                apart.isEmpty() ? Optional.empty() : Optional.of(conflict(apart.get(), said, heard.get())), shortage,
                counters);
    }

    private Conflict conflict(Instant since, Optional<Analysis> said, Heard heard) throws FailureException {
        long covered = backlog.last().map(Checkpoint::count).orElse(0L);
        List<Decision> about = decisions.of(drive, MOST).stream()
                .filter(decision -> !decision.at().isBefore(since) || decision.count() > covered).toList();
        Recommendation advice = said.map(Analysis::recommendation).orElseGet(() -> advice(heard.standings()));
        return new Conflict(since, escalated(advice, about), about);
    }

    /// What was done in vain is not advised again.
    private static Recommendation escalated(Recommendation advice, List<Decision> about) {
        boolean inVain = about.stream().anyMatch(decision -> decision.choice() instanceof Choice.Wait
                && decision.outcome().equals(Optional.of(Decision.Outcome.STILL_APART)));
        return inVain && advice instanceof Recommendation.WaitForSync waiting ? waiting.escalated() : advice;
    }

    private static Next next(When when) {
        return switch (when) {
            case When.Now _,When.Never _ -> Next.NEVER;
            case When.At(Instant time) -> new Next(OptionalLong.empty(), Optional.of(time));
            case When.FromBlock(long number) -> new Next(OptionalLong.of(number), Optional.empty());
        };
    }

    private static Optional<Paused> paused(Trials trials) {
        if (trials.paused()) {
            return Optional.of(new Paused.ByUser());
        }
        return trials.isExhausted()
                ? Optional.of(new Paused.ByFailures(trials.failures(), trials.last()))
                : Optional.empty();
    }

    private static Recommendation advice(Map<ProviderId, Standing> standings) {
        int required = Majority.threshold(standings.size(), Majority.THRESHOLD_PERCENT);
        return Analysis.of(Consensus.of(standings, required), Map.of(), false).recommendation();
    }
}

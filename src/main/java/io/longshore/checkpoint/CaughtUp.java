package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.longshore.checkpoint.Checkpointer.Result;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Attempts before which lagging providers get the chance to catch up, so that they can sign too.
///
/// @param checkpointer makes them
/// @param committer brings providers up to our leaves
/// @param hope who fails for longer than this is not waited for
public record CaughtUp(Checkpointer checkpointer, Committer committer, Duration hope) implements Attempts {
    /// How long they get at most.
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    @Override
    public Result make() throws FailureException, InterruptedException {
        committer.awaitQuiet(CATCH_UP, hope);
        Result result = checkpointer.round();
        switch (result) {
            // Who lacks something is given it before the next attempt.
            case Result.InsufficientConsensus _,Result.Unreachable _ -> committer.signal();
            case Result.Submitted _,Result.Extended _,Result.Unchanged _,Result.NoProviders _ -> {
            }
        }
        return result;
    }

    @Override
    public Optional<Instant> late() throws FailureException {
        return checkpointer.latecomers().due();
    }

    @Override
    public Optional<Analysis> heard() {
        return checkpointer.heard();
    }

    @Override
    public Optional<Failure.NoMajority> shortage() {
        return checkpointer.shortage();
    }
}

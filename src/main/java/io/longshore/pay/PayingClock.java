package io.longshore.pay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// The paying chain's time, as long as this machine's clock says nearly the same. Where they differ, one of them is wrong,
/// and nobody knows how old a quote is. For all threads.
///
/// @param chain when the paying chain's latest block was made
/// @param here this machine's clock
public record PayingClock(Quoting.ChainTime chain, InstantSource here) implements Quoting.ChainTime {
    /// By how much they may differ: as much as a quote may lie in the future (the quote policy of the Autonomi client,
    /// `cached_single.rs`, allows 300 s).
    public static final Duration TOLERANCE = Duration.ofSeconds(300);

    /// The chain's time.
    /// @throws FailureException `ClockApart` if the two differ by more than the tolerance, and as the chain fails
    @Override
    public Instant now() throws FailureException {
        Instant there = chain.now();
        Instant local = here.instant();
        if (Duration.between(there, local).abs().compareTo(TOLERANCE) > 0) {
            throw new FailureException(new Failure.ClockApart(there, local));
        }
        return there;
    }
}

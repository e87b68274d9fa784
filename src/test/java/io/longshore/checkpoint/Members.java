package io.longshore.checkpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.chain.RegistryCall.BucketState;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// What a registry has about a bucket, at a time of its own.
final class Members implements Discovery.Registry, InstantSource {
    final Map<Account, String> endpoints = new HashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    int minimum;
    int asked;
    /// Does not answer.
    boolean silent;
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    /// A bucket of these, of whom more than half must sign.
    Members(List<Signatory> signatories) {
        signatories.forEach(this::join);
        minimum = signatories.size() / 2 + 1;
    }

    void join(Signatory signatory) {
        accounts.add(signatory.id().account());
    }

    /// On no registry of ours does a provider leave a bucket; it may never have been in it.
    void leave(Signatory signatory) {
        accounts.remove(signatory.id().account());
    }

    /// Time goes by.
    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public BucketState bucket() throws FailureException {
        asked++;
        if (silent) {
            throw new FailureException(new Failure.Unavailable("the chain", "told to be silent", Optional.empty()));
        }
        return new BucketState(accounts.isEmpty() ? BucketState.NONE.owner() : accounts.getFirst(), minimum, accounts);
    }

    @Override
    public Optional<String> endpoint(Account provider) {
        return Optional.ofNullable(endpoints.get(provider));
    }
}

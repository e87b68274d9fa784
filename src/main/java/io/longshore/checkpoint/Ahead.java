package io.longshore.checkpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.destination.Survey.Reply;
import io.longshore.model.Failure;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;

/// Whether providers know more of a drive than this data folder does. Asked before anything is paid or sent: afterwards the
/// committer would find it out.
public final class Ahead {
    /// What a provider gets to answer; the committer hears those that are slower.
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Destination destination;
    private final Survey survey;

    /// @param destination the drive's providers
    /// @param survey how they are asked
    public Ahead(Destination destination, Survey survey) {
        this.destination = destination;
        this.survey = survey;
    }

    /// What so many of them have more leaves than `ours` with that no majority is left which does not; empty otherwise. Who
    /// does not answer says nothing.
    public Optional<Failure> of(long ours) throws InterruptedException {
        Map<Provider, Reply<Long>> replies = survey.of(destination.providers(), destination.majority(),
                provider -> provider.committing().isPresent()
                        ? provider.committing().get().commitment(MOST).count()
                        : 0L);
        List<Failure> ahead = new ArrayList<>();
        replies.forEach((provider, reply) -> {
            if (reply instanceof Reply.Answered<Long>(Long count) && count > ours) {
                ahead.add(new Failure.OlderThanTheWorld(Sign.LEAVES, provider.id().toString(), count, ours));
            }
        });
        return replies.size() - ahead.size() >= destination.majority()
                ? Optional.empty()
                : ahead.stream().findFirst();
    }
}

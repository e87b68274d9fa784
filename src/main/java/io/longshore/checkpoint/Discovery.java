package io.longshore.checkpoint;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.RegistryCall.BucketState;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Standing;
import io.longshore.wave.Majority;

/// Who may sign for a drive: its providers as they are configured, compared with its bucket in the registry contract. For
/// all threads.
public final class Discovery {
    /// For how long an answer of the registry is good (Automated Checkpoint Protocol, provider cache).
    public static final Duration FRESH = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final Destination destination;
    private final Registry registry;
    private final InstantSource clock;
    private Optional<Members> known = Optional.empty();
    private Instant asked = Instant.MIN;
    private boolean failed;

    /// The registry contract, about one drive's bucket.
    public interface Registry {
        /// The bucket as it stands there.
        BucketState bucket() throws FailureException;

        /// Where a provider says that it can be reached; empty if it did not say.
        Optional<String> endpoint(Account provider) throws FailureException;
    }

    /// Who is of the bucket.
    ///
    /// @param minimum how many of them the registry wants to sign
    /// @param able those that are configured and of the bucket: they can sign
    /// @param outsiders those that are configured but not of the bucket: what they sign is worth nothing there
    /// @param unconfigured those that are of the bucket but not configured, and where they say they are; they are never
    ///        asked, because anybody may say anything there
    /// @param elsewhere those that are able and say in the registry that they are somewhere else than configured
    public record Members(int minimum, Set<ProviderId> able, Set<ProviderId> outsiders,
            Map<ProviderId, String> unconfigured, Map<ProviderId, String> elsewhere) {
        /// Keeps own copies.
        public Members {
            able = Set.copyOf(able);
            outsiders = Set.copyOf(outsiders);
            unconfigured = Map.copyOf(unconfigured);
            elsewhere = Map.copyOf(elsewhere);
        }

        /// How many of so many providers must agree, those included that are out of reach or sign nonsense.
        int required(int all) {
            return Math.max(minimum, Majority.threshold(all, Majority.THRESHOLD_PERCENT));
        }

        /// The same standings, but that what outsiders sign is worth nothing.
        Map<ProviderId, Standing> standings(Map<ProviderId, Standing> heard) {
            Map<ProviderId, Standing> standings = new LinkedHashMap<>();
            heard.forEach((provider, standing) -> standings.put(provider,
                    standing instanceof Standing.Unreachable || !outsiders.contains(provider)
                            ? standing
                            : new Standing.Invalid("is not of the drive's bucket in the registry")));
            return standings;
        }
    }

    /// @param destination the drive's providers, as configured
    /// @param registry what the chain knows
    /// @param clock what time it is
    public Discovery(Destination destination, Registry registry, InstantSource clock) {
        this.destination = destination;
        this.registry = registry;
        this.clock = clock;
    }

    /// Who may sign. Asks the registry if what is known is older than [#FRESH], or if something failed meanwhile; where it
    /// does not answer, what was known before goes on holding: providers never leave a bucket, nor does its minimum change.
    /// @throws FailureException if nothing is known yet and the registry does not say; `NotFound` if it has no such bucket
    public synchronized Members members() throws FailureException {
        Instant now = clock.instant();
        if (known.isPresent() && !failed && now.isBefore(asked.plus(FRESH)) && !now.isBefore(asked)) {
            return known.get();
        }
        if (failed) {
            follow();
        }
        try {
            Members members = ask();
            if (!known.equals(Optional.of(members))) {
                say(members);
            }
            known = Optional.of(members);
            asked = now;
            failed = false;
            return members;
        } catch (FailureException e) {
            if (known.isEmpty() || !(e.failure() instanceof Failure.Unavailable)) {
                throw e;
            }
            LOG.info("the registry does not say who may sign, so that it is as before: {}", e.failure());
            return known.get();
        }
    }

    /// Something failed: what is known is asked anew when it is needed next, and providers that moved are followed then.
    public synchronized void failed() {
        failed = true;
    }

    /// Who moved is where the drive's own directory says, never where the registry does.
    private void follow() {
        try {
            destination.refresh();
        } catch (FailureException e) {
            LOG.info("where the providers are is not known anew: {}", e.failure());
        }
    }

    private Members ask() throws FailureException {
        BucketState bucket = registry.bucket();
        if (!bucket.isOpen()) {
            throw new FailureException(new Failure.NotFound("the drive's bucket in the registry"));
        }
        Set<ProviderId> able = new LinkedHashSet<>();
        Set<ProviderId> outsiders = new LinkedHashSet<>();
        Map<ProviderId, String> elsewhere = new LinkedHashMap<>();
        List<Provider> configured = destination.providers();
        for (Provider provider : configured) {
            if (bucket.providers().contains(provider.id().account())) {
                able.add(provider.id());
                registry.endpoint(provider.id().account()).filter(said -> !isAt(said, provider.endpoint()))
                        .ifPresent(said -> elsewhere.put(provider.id(), said));
            } else {
                outsiders.add(provider.id());
            }
        }
        Map<ProviderId, String> unconfigured = new LinkedHashMap<>();
        for (Account account : bucket.providers()) {
            ProviderId provider = new ProviderId(account);
            if (!able.contains(provider)) {
                unconfigured.put(provider, registry.endpoint(account).orElse(""));
            }
        }
        return new Members(bucket.minProviders(), able, outsiders, unconfigured, elsewhere);
    }

    /// Whether what the registry says is the place that is configured: paths there may be secret, and are left out here.
    private static boolean isAt(String said, String endpoint) {
        try {
            return said.equals(endpoint) || endpoint.equals(URI.create(said).getAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void say(Members members) {
        members.outsiders().forEach(provider -> LOG.warn(
                "{} is configured, but not of the drive's bucket: it cannot sign checkpoints", provider));
        // What they say of their places is anybody's text, and not for the log.
        members.unconfigured().keySet().forEach(provider -> LOG.warn(
                "{} is of the drive's bucket, but not configured: it is never asked", provider));
        members.elsewhere().keySet().forEach(provider -> LOG.info(
                "{} says in the registry that it is somewhere else than configured", provider));
    }
}

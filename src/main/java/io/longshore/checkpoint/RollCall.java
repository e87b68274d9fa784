package io.longshore.checkpoint;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.destination.Provider;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

/// Asks every provider whether it is there, all at once, before they are asked to sign: so it is known within seconds when
/// too few are, and how each fares is noted by who watches it. Used once; any thread may look.
public final class RollCall {
    /// How long a provider gets to answer (Automated Checkpoint Protocol, health probe).
    public static final Duration MOST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

    private final Set<ProviderId> present = new HashSet<>();
    private final int all;
    private int heard;

    private RollCall(int all) {
        this.all = all;
    }

    /// Begins to ask. Each is asked on a thread of its own, which ends by itself once `most` is over.
    public static RollCall of(List<Provider> providers, Duration most) {
        RollCall call = new RollCall(providers.size());
        providers.forEach(provider -> Thread.ofVirtual().name("probe " + provider.id())
                .start(() -> call.ask(provider, most)));
        return call;
    }

    private void ask(Provider provider, Duration most) {
        boolean answered = answers(provider, most);
        synchronized (this) {
            heard++;
            if (answered) {
                present.add(provider.id());
            }
            notifyAll();
        }
    }

    private static boolean answers(Provider provider, Duration most) {
        try {
            provider.probe(most);
            return true;
        } catch (FailureException e) {
            LOG.debug("{} is not there: {}", provider.id(), e.failure());
            return false;
        }
    }

    /// Who is there: waits until `enough` are, or nobody is left who could be.
    public synchronized Set<ProviderId> present(int enough) throws InterruptedException {
        while (present.size() < enough && heard < all) {
            wait();
        }
        return Set.copyOf(present);
    }
}

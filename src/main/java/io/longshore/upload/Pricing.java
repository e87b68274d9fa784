package io.longshore.upload;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.Wave;
import io.longshore.model.WaveStage;
import io.longshore.pay.FormerQuotes;
import io.longshore.pay.Payments;
import io.longshore.pay.Quoting;

/// Takes a wave from `PLANNED` to `PAID`: rows of uploads that do not run leave it, the rest is quoted, admitted and paid.
final class Pricing {
    private static final Logger LOG = LoggerFactory.getLogger(Pricing.class);

    private final Stores stores;
    private final Tasks tasks;
    private final Quoting quoting;
    private final Payments payments;
    private final Payments.Admission admission;
    private final FormerQuotes formerQuotes;
    private final Onward onward;
    private final Patience patience;
    private final int majority;

    /// Takes over a wave that is paid.
    interface Onward {
        /// Lets it go on; returns at once.
        void goOn(Wave wave);
    }

    Pricing(Stores stores, Tasks tasks, Quoting quoting, Payments payments, Payments.Admission admission,
            FormerQuotes formerQuotes, Onward onward, Patience patience, int majority) {
        this.stores = stores;
        this.tasks = tasks;
        this.quoting = quoting;
        this.payments = payments;
        this.admission = admission;
        this.formerQuotes = formerQuotes;
        this.onward = onward;
        this.patience = patience;
        this.majority = majority;
    }

    /// Pays the wave, and returns it as it is then: `PAID`, or without rows because all of them left.
    /// @throws FailureException why its uploads cannot go on now
    Wave pay(Wave wave) throws FailureException, InterruptedException {
        if (wave.stage() == WaveStage.PAYING) {
            return patience.patiently(() -> {
                payments.settle();
                return settled(wave);
            });
        }
        List<RowPayment> refused = List.of();
        Wave running = withoutIdle(wave);
        while (!running.rows().isEmpty()) {
            Wave now = running;
            List<RowPayment> before = refused;
            FormerQuotes.Verdict former = patience.patiently(() -> formerQuotes.of(now, before));
            if (!former.found().isEmpty()) {
                running = withoutFound(running, former.found());
                continue;
            }
            Quoting.Priced priced = patience.patiently(() -> priced(now, former));
            if (!priced.stored().isEmpty()) {
                stores.waves().stored(running.id(), priced.stored());
            }
            if (priced.payments().isEmpty()) {
                return stores.waves().free(running.id());
            }
            List<RowPayment> rows = List.copyOf(priced.payments().values());
            try {
                pay(running, rows);
                return reload(running);
            } catch (FailureException e) {
                if (!Payments.isPaidAlready(e) || rows.equals(refused)) {
                    throw e;
                }
                refused = rows;
                running = reload(running);
            }
        }
        return running;
    }

    /// A payment whose outcome is unknown is asked for until it is known; nothing is drafted a second time.
    private void pay(Wave wave, List<RowPayment> rows) throws FailureException, InterruptedException {
        patience.patiently(() -> {
            if (reload(wave).stage() == WaveStage.PLANNED) {
                payments.pay(wave.id(), rows, admission);
            } else {
                payments.settle();
            }
            return true;
        });
    }

    /// Rows that turned out to be paid go on in waves of their own.
    private Wave withoutFound(Wave wave, List<Receipt> found) throws FailureException {
        // One after the other: with the first the positions of the others change.
        LOG.warn("of wave {} the vault has payments already: {}", wave.id(),
                found.stream().map(Receipt::transaction).toList());
        onward.goOn(stores.lapses().found(found.getFirst()));
        return reload(wave);
    }

    /// Prices the rows that have no quotes they can be paid on.
    private Quoting.Priced priced(Wave wave, FormerQuotes.Verdict former)
            throws FailureException, InterruptedException {
        Map<Integer, RowPayment> usable = former.usable();
        Set<Integer> positions = IntStream.range(0, wave.rows().size()).boxed()
                .filter(position -> !usable.containsKey(position)).collect(Collectors.toSet());
        if (positions.isEmpty()) {
            return new Quoting.Priced(usable, new BitSet(), Set.of(), 0, Set.of(), Optional.empty());
        }
        Quoting.Priced priced = quoting.price(wave, positions);
        if (priced.payments().values().stream().anyMatch(row -> former.spoilt().contains(row.paid().hash()))) {
            // Quotes of one second are the same, down to their hash.
            throw new FailureException(new Failure.Unavailable("a provider",
                    "quotes again what the vault takes no payment on any more", Optional.empty()));
        }
        if (priced.unpriced().isEmpty()) {
            Map<Integer, RowPayment> all = new TreeMap<>(usable);
            all.putAll(priced.payments());
            return new Quoting.Priced(all, priced.stored(), Set.of(), priced.answered(), priced.objections(),
                    priced.tooDear());
        }
        if (priced.answered() < majority) {
            throw new FailureException(new Failure.NoMajority(priced.answered(), majority));
        }
        throw new FailureException(priced.tooDear().<Failure>map(dear -> dear).orElseGet(
                () -> new Failure.Refused("a majority of the providers", String.join("; ", priced.objections()))));
    }

    /// A payment that another wallet signed may have no outcome yet, and one that came to nothing has given its rows back.
    private Wave settled(Wave wave) throws FailureException {
        Wave settled = reload(wave);
        if (settled.stage() == WaveStage.PAYING) {
            throw new FailureException(new Failure.Unavailable("the chain",
                    "no outcome yet of the payment of wave " + wave.id(), Optional.empty()));
        }
        if (settled.isElsewhere()) {
            throw new FailureException(new Failure.PaymentFailed(
                    "the payment of wave " + wave.id() + ", which was imported, came to nothing: nothing was paid"));
        }
        return settled;
    }

    /// Rows must be free before their upload can be started again, or it would never see them.
    private Wave withoutIdle(Wave wave) throws FailureException {
        return tasks.undisturbed(() -> {
            Set<RowRef> idle = wave.rows().stream().filter(row -> !tasks.isActive(row.upload())).map(Row::ref)
                    .collect(Collectors.toCollection(HashSet::new));
            return idle.isEmpty() ? wave : stores.waves().release(wave.id(), idle);
        });
    }

    private Wave reload(Wave wave) throws FailureException {
        Optional<Wave> found = stores.waves().find(wave.id());
        return found.orElseThrow(() -> new IllegalStateException("wave " + wave.id() + " is gone"));
    }
}

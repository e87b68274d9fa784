package io.longshore.upload;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.Wave;
import io.longshore.model.WaveStage;
import io.longshore.pay.Payments;
import io.longshore.pay.Quoting;

/// Takes a wave from `PLANNED` to `PAID`: rows of uploads that do not run leave it, the rest is quoted, admitted and paid.
final class Pricing {
    private final Stores stores;
    private final Tasks tasks;
    private final Quoting quoting;
    private final Payments payments;
    private final Payments.Admission admission;
    private final Patience patience;
    private final int majority;

    Pricing(Stores stores, Tasks tasks, Quoting quoting, Payments payments, Payments.Admission admission,
            Patience patience, int majority) {
        this.stores = stores;
        this.tasks = tasks;
        this.quoting = quoting;
        this.payments = payments;
        this.admission = admission;
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
        Wave running = withoutIdle(wave);
        if (running.rows().isEmpty()) {
            return running;
        }
        Quoting.Priced priced = patience.patiently(() -> priced(running));
        if (!priced.stored().isEmpty()) {
            stores.waves().stored(running.id(), priced.stored());
        }
        if (priced.payments().isEmpty()) {
            return stores.waves().free(running.id());
        }
        List<RowPayment> rows = List.copyOf(priced.payments().values());
        pay(running, rows);
        return reload(running);
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

    private Quoting.Priced priced(Wave wave) throws FailureException, InterruptedException {
        Set<Integer> positions = IntStream.range(0, wave.rows().size()).boxed().collect(Collectors.toSet());
        Quoting.Priced priced = quoting.price(wave, positions);
        if (priced.unpriced().isEmpty()) {
            return priced;
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

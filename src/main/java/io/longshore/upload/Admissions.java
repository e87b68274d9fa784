package io.longshore.upload;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.store.PaymentStore.Spent;
import io.longshore.pay.Payments;
import io.longshore.pay.Quoting;
import io.longshore.proof.PriceCurve;
import io.longshore.seal.RootObject;
import io.longshore.seal.Table;
import io.longshore.wave.Budget;

/// Decides by the budgets and the limit of a day which rows of a wave are paid. The rows of an upload that may not pay leave the wave, and the
/// upload waits for approval; the others go on.
final class Admissions implements Payments.Admission {
    private final Stores stores;
    private final Tasks tasks;
    private final ChainId chain;
    private final boolean free;
    private final Quoting.ChainTime time;

    /// @param drive whose waves: with play money no budget means no limit
    /// @param time the paying chain's clock, by which a day is measured
    Admissions(Stores stores, Tasks tasks, Drive drive, Quoting.ChainTime time) {
        this.stores = stores;
        this.tasks = tasks;
        this.chain = drive.chain();
        this.free = drive.free();
        this.time = time;
    }

    @Override
    public List<RowPayment> admit(WaveId id, List<RowPayment> rows) throws FailureException {
        Wave wave = stores.waves().find(id).orElseThrow();
        DayLimit day = DayLimit.now(stores.limits(), chain, time);
        // Rows must be free before their upload can be started again, or it would never see them.
        return tasks.undisturbed(() -> admitted(wave, moved(rows, wave), day));
    }

    private List<RowPayment> admitted(Wave wave, List<RowPayment> rows, DayLimit day) throws FailureException {
        Set<RowRef> leaving = new HashSet<>();
        for (Map.Entry<UploadId, Amount> cost : costs(wave, rows).entrySet()) {
            UploadId upload = cost.getKey();
            Optional<UploadState> objection = objection(upload, cost.getValue(), day);
            if (objection.isPresent()) {
                tasks.stop(upload, objection.get());
            }
            if (tasks.isActive(upload)) {
                day.take(cost.getValue());
            } else {
                wave.rows().stream().filter(row -> row.upload().equals(upload)).map(Row::ref).forEach(leaving::add);
            }
        }
        if (leaving.isEmpty()) {
            return rows;
        }
        return moved(rows, stores.waves().release(wave.id(), leaving));
    }

    private Optional<UploadState> objection(UploadId id, Amount cost, DayLimit day) throws FailureException {
        Optional<Upload> upload = stores.uploads().find(id);
        if (upload.isEmpty()) {
            return Optional.empty();
        }
        Budget budget = new Budget(upload.get().budget(), free);
        Amount spent = all(stores.payments().spent(id));
        if (!budget.admits(spent, cost)) {
            return Optional.of(new UploadState.AwaitingApproval(cost, budget.left(spent).orElse(Amount.ZERO)));
        }
        return day.admits(id, cost)
                ? Optional.empty()
                : Optional.of(new UploadState.AwaitingApproval(cost, day.left().orElse(Amount.ZERO), Limit.DAY));
    }

    private static Map<UploadId, Amount> costs(Wave wave, List<RowPayment> rows) {
        Map<UploadId, Amount> costs = new LinkedHashMap<>();
        rows.forEach(row -> costs.merge(wave.rows().get(row.position()).upload(), row.amount(), Amount::plus));
        return costs;
    }

    private static Amount all(Spent spent) {
        return spent.tokens().plus(spent.pending());
    }

    /// When rows leave a wave the others move up: the same payments, at their new positions.
    private static List<RowPayment> moved(List<RowPayment> rows, Wave wave) {
        Map<Address, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < wave.rows().size(); i++) {
            positions.put(wave.rows().get(i).address(), i);
        }
        List<RowPayment> moved = new ArrayList<>();
        for (RowPayment row : rows) {
            Integer position = positions.get(row.address());
            if (position != null) {
                moved.add(new RowPayment(position, row.address(), row.paid(), row.amount(), row.quotes()));
            }
        }
        return moved;
    }

    /// What is left of each upload, at the price the curve reaches when all of it is stored, never more than its budget and
    /// what is left of the day.
    @Override
    public Map<UploadId, Amount> remainders(List<RowPayment> rows) throws FailureException {
        long records = rows.stream().flatMap(row -> row.quotes().stream()).mapToLong(quote -> quote.records()).max()
                .orElse(0);
        long objects = 0;
        Map<Upload, Long> counts = new LinkedHashMap<>();
        for (Task task : tasks.active()) {
            Optional<Upload> upload = stores.uploads().find(task.id());
            if (upload.isPresent()) {
                long left = left(upload.get());
                objects += left;
                counts.put(upload.get(), left);
            }
        }
        Amount unit = PriceCurve.at(records + objects).times(PriceCurve.FACTOR);
        DayLimit day = DayLimit.now(stores.limits(), chain, time);
        Map<UploadId, Amount> remainders = new LinkedHashMap<>();
        for (Map.Entry<Upload, Long> entry : counts.entrySet()) {
            Amount wanted = new Amount(unit.atto().multiply(BigInteger.valueOf(entry.getValue())));
            Upload upload = entry.getKey();
            Amount spent = all(stores.payments().spent(upload.id()));
            Amount within = new Budget(upload.budget(), free).left(spent)
                    .map(left -> left.compareTo(wanted) < 0 ? left : wanted).orElse(wanted);
            Amount admitted = day.most(upload.id(), within);
            day.take(admitted);
            if (!admitted.isZero()) {
                remainders.put(upload.id(), admitted);
            }
        }
        return remainders;
    }

    /// Chunks not yet paid, and the table pages and root object that go with them.
    private long left(Upload upload) throws FailureException {
        Grid grid = upload.plan().grid();
        long pages = grid.count() > RootObject.MAX_ENTRIES ? Math.ceilDiv(grid.count(), Table.entriesPerPage(grid)) : 0;
        return grid.count() - stores.waves().paidChunks(upload.id()) + pages + 1;
    }
}

package io.longshore.upload;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState.AwaitingApproval;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.Wave;
import io.longshore.model.store.LapseStore.Refused;
import io.longshore.pay.Quoting;
import io.longshore.wave.QuoteRules;

/// Paid rows that are refused because their quotes had expired when they were paid. That is so when a majority of the
/// providers says it *and* our own reckoning does; then nothing but the user's word lets them be paid again.
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Stores stores;
    private final Tasks tasks;
    private final Prices prices;
    private final Pricing.Onward onward;

    /// What rows cost now.
    interface Prices {
        /// As [Quoting#price].
        Quoting.Priced price(Wave wave, Set<Integer> positions) throws FailureException, InterruptedException;
    }

    /// What an upload waits for.
    ///
    /// @param state until the user says something
    /// @param refused what it is about
    record Again(AwaitingApproval state, Refused refused) {}

    /// @param prices asks what rows cost now
    /// @param onward takes over the waves of rows that may be paid again
    Expiry(Stores stores, Tasks tasks, Prices prices, Pricing.Onward onward) {
        this.stores = stores;
        this.tasks = tasks;
        this.prices = prices;
        this.onward = onward;
    }

    /// Whether any quote of a payment had expired when it was made.
    static boolean concerns(Optional<Receipt> receipt) {
        return receipt.isPresent() && receipt.get().rows().stream()
                .anyMatch(row -> QuoteRules.hadExpired(row.paid(), receipt.get().blockTime()));
    }

    /// Gives up the payment of rows that the user let be paid again, if it is refused still.
    /// @param refused the chunks that a majority of the providers refuses now
    /// @return the wave without them
    Wave giveUp(Wave wave, Receipt receipt, Set<Address> refused) throws FailureException {
        BitSet expired = expired(wave, receipt, refused);
        Set<UploadId> uploads = new LinkedHashSet<>();
        expired.stream().forEach(position -> uploads.add(wave.rows().get(position).upload()));
        for (UploadId upload : uploads) {
            Optional<Refused> approved = stores.lapses().approved(upload).filter(so -> so.wave().equals(wave.id()));
            if (approved.isPresent()) {
                BitSet rows = approved.get().rows();
                rows.and(expired);
                Optional<Wave> again = stores.lapses()
                        .expire(new Refused(upload, wave.id(), rows, approved.get().transaction()));
                again.ifPresent(now -> {
                    LOG.warn("{} rows of wave {} are paid again, in wave {}", now.rows().size(), wave.id(), now.id());
                    onward.goOn(now);
                });
            }
        }
        return stores.waves().find(wave.id()).orElseThrow();
    }

    /// What uploads must wait for, of which rows could not be placed.
    /// @param refused the chunks that a majority of the providers refuses
    /// @param failed the rows that could not be placed
    Map<UploadId, Again> judge(Wave wave, Receipt receipt, Set<Address> refused, Set<Integer> failed)
            throws InterruptedException {
        BitSet expired = expired(wave, receipt, refused);
        BitSet concerned = new BitSet();
        failed.stream().filter(expired::get).forEach(concerned::set);
        if (concerned.isEmpty()) {
            return Map.of();
        }
        try {
            return priced(wave, receipt, concerned);
        } catch (FailureException e) {
            LOG.warn("what rows of wave {} that are refused would cost now is not known", wave.id(), e);
            return Map.of();
        }
    }

    private Map<UploadId, Again> priced(Wave wave, Receipt receipt, BitSet concerned)
            throws FailureException, InterruptedException {
        Quoting.Priced priced = prices.price(wave, new TreeSet<>(concerned.stream().boxed().toList()));
        Map<UploadId, Amount> needed = new LinkedHashMap<>();
        Map<UploadId, BitSet> rows = new HashMap<>();
        priced.payments().forEach((position, payment) -> {
            UploadId upload = wave.rows().get(position).upload();
            needed.merge(upload, payment.amount(), Amount::plus);
            rows.computeIfAbsent(upload, _ -> new BitSet()).set(position);
        });
        Map<UploadId, Again> again = new LinkedHashMap<>();
        needed.forEach((upload, amount) -> again.put(upload,
                new Again(new AwaitingApproval(amount, Amount.ZERO, Limit.AGAIN),
                        new Refused(upload, wave.id(), rows.get(upload), receipt.transaction()))));
        return again;
    }

    /// The rows of running uploads that are neither stored nor given up, are refused, and had expired.
    private BitSet expired(Wave wave, Receipt receipt, Set<Address> refused) {
        Map<Address, RowPayment> paid = new HashMap<>();
        receipt.rows().forEach(row -> paid.put(row.address(), row));
        BitSet expired = new BitSet();
        for (int position = 0; position < wave.rows().size(); position++) {
            Row row = wave.rows().get(position);
            RowPayment payment = paid.get(row.address());
            expired.set(position, refused.contains(row.address()) && payment != null
                    && QuoteRules.hadExpired(payment.paid(), receipt.blockTime()) && !wave.stored().get(position)
                    && !wave.leafed().get(position) && !wave.expired().get(position)
                    && tasks.isActive(row.upload()));
        }
        return expired;
    }
}

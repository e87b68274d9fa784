package io.longshore.upload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.destination.Survey;
import io.longshore.destination.Survey.Reply;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Wave;
import io.longshore.model.WaveStage;
import io.longshore.place.Presentation;
import io.longshore.place.RowSource;
import io.longshore.place.WavePlacer;
import io.longshore.proof.MerkleTree;

/// Takes a paid wave to its leaf: shows the receipt, sends what a majority does not have yet, and appends a leaf of what
/// it then has. What is paid and not stored keeps its receipt, for a later leaf.
final class Placing {
    private static final Logger LOG = LoggerFactory.getLogger(Placing.class);

    private final Stores stores;
    private final Tasks tasks;
    private final Tally tally;
    private final Destination destination;
    private final Presentation presentation;
    private final Expiry expiry;
    private final WavePlacer placer;
    private final RowSource source;
    private final Survey survey;
    private final Patience patience;
    private final Settling settling;

    /// Makes sure that what was paid is on the chain still.
    interface Settling {
        /// Sends again what the chain has lost.
        void settle() throws FailureException, InterruptedException;
    }

    Placing(Stores stores, Tasks tasks, Tally tally, Destination destination, Presentation presentation,
            Expiry expiry, WavePlacer placer, RowSource source, Survey survey, Patience patience, Settling settling) {
        this.stores = stores;
        this.tasks = tasks;
        this.tally = tally;
        this.destination = destination;
        this.presentation = presentation;
        this.expiry = expiry;
        this.placer = placer;
        this.source = source;
        this.survey = survey;
        this.patience = patience;
        this.settling = settling;
    }

    /// Who cannot go on.
    ///
    /// @param stuck why uploads cannot go on, for those that cannot
    /// @param again uploads that must wait until the user lets them pay again
    record Result(Map<UploadId, Failure> stuck, Map<UploadId, Expiry.Again> again) {
        /// Everybody can.
        static final Result NOBODY = new Result(Map.of(), Map.of());
    }

    /// Places what running uploads have in the wave.
    /// @param known whether nothing of it can have been sent before, so that no provider needs to be asked
    Result place(Wave paid, boolean known) throws FailureException, InterruptedException {
        Optional<Receipt> receipt = stores.payments().receipt(paid.id()).filter(proof -> !proof.rows().isEmpty());
        Wave wave = presented(paid, receipt);
        if (wave.stage() != WaveStage.PAID) {
            return Result.NOBODY;
        }
        Marks marks = new Marks(wave, destination.providers(), stores.waves(), tasks, tally);
        if (!known) {
            ask(wave, marks);
        }
        Map<Integer, Failure> failures = send(wave, receipt, marks);
        marks.save();
        leaf(wave, marks);
        return result(wave, receipt, failures);
    }

    /// The wave, without rows of which the user had said so, if no majority takes their payment still.
    private Wave presented(Wave wave, Optional<Receipt> receipt) throws FailureException, InterruptedException {
        if (receipt.isEmpty()) {
            return wave;
        }
        Set<Address> refused = presentation.toAll(receipt.get());
        return Expiry.concerns(receipt) ? expiry.giveUp(wave, receipt.get(), refused) : wave;
    }

    private Result result(Wave wave, Optional<Receipt> receipt, Map<Integer, Failure> failures)
            throws FailureException, InterruptedException {
        Map<UploadId, Failure> stuck = new LinkedHashMap<>();
        failures.forEach((position, failure) -> stuck.merge(wave.rows().get(position).upload(), failure,
                (first, second) -> Patience.mayPass(first) ? second : first));
        if (stuck.isEmpty() || !Expiry.concerns(receipt)) {
            return new Result(stuck, Map.of());
        }
        Wave now = stores.waves().find(wave.id()).orElseThrow();
        Map<UploadId, Expiry.Again> again = expiry.judge(now, receipt.get(), presentation.toAll(receipt.get()),
                failures.keySet());
        stuck.keySet().removeAll(again.keySet());
        return new Result(stuck, again);
    }

    /// A provider that was out of reach has not seen the proof of payment yet; and if a reorganisation took the payment
    /// from the chain, no provider accepts it.
    private void again(Wave wave, Optional<Receipt> receipt) throws InterruptedException {
        try {
            settling.settle();
        } catch (FailureException e) {
            LOG.info("whether wave {} is still paid is not known just now", wave.id(), e);
        }
        if (receipt.isPresent()) {
            presentation.toAll(receipt.get());
        }
    }

    /// Sends until all is stored, or what is left fails for good or for too long.
    private Map<Integer, Failure> send(Wave wave, Optional<Receipt> receipt, Marks marks)
            throws FailureException, InterruptedException {
        Map<Integer, Failure> last = new HashMap<>();
        try {
            patience.patiently(() -> {
                if (!last.isEmpty()) {
                    again(wave, receipt);
                }
                last.keySet().removeIf(position -> Patience.mayPass(last.get(position)));
                BitSet todo = marks.todo();
                last.keySet().forEach(todo::clear);
                last.putAll(placer.place(wave, todo, marks.held(), source,
                        position -> tasks.isActive(wave.rows().get(position).upload()), marks));
                last.entrySet().removeIf(failed -> failed.getValue() instanceof Failure.Cancelled
                        && !tasks.isActive(wave.rows().get(failed.getKey()).upload()));
                marks.save();
                for (Failure failure : last.values()) {
                    if (Patience.mayPass(failure)) {
                        throw new FailureException(failure);
                    }
                }
                return true;
            });
        } catch (FailureException e) {
            if (!Patience.mayPass(e.failure())) {
                throw e;
            }
        }
        return last;
    }

    /// Asks every provider what it has, where this program cannot know: after a restart.
    private void ask(Wave wave, Marks marks) throws InterruptedException {
        List<Address> addresses = new ArrayList<>();
        BitSet todo = marks.todo();
        todo.stream().forEach(position -> addresses.add(wave.rows().get(position).address()));
        if (addresses.isEmpty()) {
            return;
        }
        Map<Provider, Reply<Set<Address>>> replies = survey.of(destination.providers(), destination.majority(),
                provider -> provider.missing(addresses));
        replies.forEach((provider, reply) -> {
            if (reply instanceof Reply.Answered<Set<Address>>(Set<Address> missing)) {
                todo.stream().filter(position -> !missing.contains(wave.rows().get(position).address()))
                        .forEach(position -> marks.has(position, provider.id()));
            }
        });
    }

    private void leaf(Wave wave, Marks marks) throws FailureException {
        List<Integer> rows = marks.ready();
        if (rows.isEmpty()) {
            return;
        }
        List<Address> addresses = rows.stream().map(position -> wave.rows().get(position).address()).toList();
        ByteCount size = rows.stream().map(position -> wave.rows().get(position).size()).reduce(ByteCount.ZERO,
                ByteCount::plus);
        stores.leaves().append(wave.drive(), wave.id(), rows, MerkleTree.dataRoot(addresses), size);
        Set<UploadId> uploads = new HashSet<>();
        rows.forEach(position -> uploads.add(wave.rows().get(position).upload()));
        uploads.forEach(tally::changed);
    }
}

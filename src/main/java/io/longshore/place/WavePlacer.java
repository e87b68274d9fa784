package io.longshore.place;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.model.Row;
import io.longshore.model.Wave;

/// Places the rows of one wave, several at a time. One failed row fails nothing else: the result says for each row what
/// became of it.
public final class WavePlacer {
    private final Destination destination;
    private final Placer placer;
    private final Buffers buffers;

    /// Told as rows are placed, on the threads that place them; must be fast.
    public interface Listener {
        /// A provider acknowledged a row that was sent to it.
        void acknowledged(int position, ProviderId provider);

        /// A majority has the row now.
        void stored(int position) throws FailureException;
    }

    /// @param destination the drive's providers
    /// @param placer sends one chunk
    /// @param buffers where chunks are sealed; they bound the rows in flight
    public WavePlacer(Destination destination, Placer placer, Buffers buffers) {
        this.destination = destination;
        this.placer = placer;
        this.buffers = buffers;
    }

    /// Places the rows at `todo` and waits until each is at a majority or has failed.
    /// @param held which rows each provider has already: nothing is sent there again
    /// @param wanted asked before each row; a row it refuses is left alone and is not among the failures
    /// @return the rows that failed, and why
    public Map<Integer, Failure> place(Wave wave, BitSet todo, Map<ProviderId, BitSet> held, RowSource source,
            IntPredicate wanted, Listener listener) throws InterruptedException {
        Map<Integer, Failure> failures = new ConcurrentHashMap<>();
        List<Thread> placing = new ArrayList<>();
        try {
            for (int position = todo.nextSetBit(0); position >= 0; position = todo.nextSetBit(position + 1)) {
                Buffers.Loan loan = buffers.borrow();
                int row = position;
                placing.add(Thread.ofVirtual().name("place " + wave.id() + "/" + row).start(() -> {
                    try (loan) {
                        if (wanted.test(row)) {
                            one(wave.rows().get(row), row, held, loan.bytes(), source, listener);
                        }
                    } catch (FailureException e) {
                        failures.put(row, e.failure());
                    } catch (InterruptedException _) {
                        failures.put(row, new Failure.Cancelled());
                    }
                }));
            }
            for (Thread thread : placing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            placing.forEach(Thread::interrupt);
            throw e;
        }
        return new HashMap<>(failures);
    }

    private void one(Row row, int position, Map<ProviderId, BitSet> held, byte[] buffer, RowSource source,
            Listener listener) throws FailureException, InterruptedException {
        List<Provider> lacking = destination.providers().stream()
                .filter(provider -> !held.getOrDefault(provider.id(), new BitSet()).get(position)).toList();
        int have = destination.providers().size() - lacking.size();
        int enough = Math.max(0, destination.majority() - have);
        if (enough > 0) {
            send(row, position, source, buffer, targets(lacking, enough), enough, listener);
        }
        listener.stored(position);
    }

    private void send(Row row, int position, RowSource source, byte[] buffer, List<Provider> targets, int enough,
            Listener listener) throws FailureException, InterruptedException {
        int length = source.seal(row, buffer);
        Placer.Result result = placer.place(row.address(), buffer, length, targets, enough);
        result.acknowledged().forEach(provider -> listener.acknowledged(position, provider));
        if (result.acknowledged().size() < enough) {
            throw new FailureException(worst(result, enough));
        }
    }

    /// Leaves providers alone that rest, unless a majority cannot be had without them.
    private static List<Provider> targets(List<Provider> lacking, int enough) {
        List<Provider> awake = lacking.stream()
                .filter(provider -> !(provider instanceof Watched watched && watched.health().rests())).toList();
        return awake.size() >= enough ? awake : lacking;
    }

    private Failure worst(Placer.Result result, int enough) {
        return result.failures().values().stream().filter(failure -> !(failure instanceof Failure.Cancelled))
                .filter(failure -> !(failure instanceof Failure.Unavailable)).findFirst()
                .filter(_ -> result.failures().values().stream().noneMatch(Failure.Unavailable.class::isInstance))
                .orElseGet(() -> new Failure.NoMajority(
                        destination.providers().size() - result.failures().size(), destination.majority()));
    }
}

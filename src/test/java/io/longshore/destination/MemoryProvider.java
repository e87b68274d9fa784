package io.longshore.destination;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

/// One provider of a [MemoryDestination]. It does what the contract of [Provider] says, and misbehaves when told to; every
/// command takes effect with the next request.
public final class MemoryProvider implements Provider {
    private final ProviderId id;
    private final int number;
    private final ByteCount maxChunk;
    private final Map<Address, byte[]> objects = new ConcurrentHashMap<>();
    private final AtomicLong fetched = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private volatile boolean down;
    private volatile boolean unchecked;
    private volatile Optional<Failure> refusal = Optional.empty();
    private volatile Gate gate = new Gate(_ -> false, new CountDownLatch(0));
    private volatile Optional<Paid> paid = Optional.empty();
    private volatile Optional<Committing> committing = Optional.empty();

    MemoryProvider(int number, ByteCount maxChunk) {
        byte[] account = new byte[Account.SIZE];
        account[Account.SIZE - 1] = (byte) (number + 1);
        this.id = new ProviderId(Account.of(account));
        this.number = number;
        this.maxChunk = maxChunk;
    }

    /// The address of an object: SHA-256 of its first `length` bytes.
    public static Address address(byte[] sealed, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(sealed, 0, length);
            return Address.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// Fault: it is `Unavailable`, or is no longer.
    public void down(boolean isDown) {
        down = isDown;
    }

    /// Fault: every [#put] ends with `failure`, until told `Optional.empty()`.
    public void refuse(Optional<Failure> failure) {
        refusal = failure;
    }

    /// Fault: it does not have the object (any more).
    public void lose(Address address) {
        objects.remove(address);
    }

    /// Fault: one bit of the object is flipped, if it has it; a request for it is answered with `Corrupt`, as by a client
    /// that checks addresses.
    public void damage(Address address) {
        objects.computeIfPresent(address, (_, sealed) -> {
            byte[] flipped = sealed.clone();
            flipped[flipped.length / 2] ^= 1;
            return flipped;
        });
    }

    /// Fault: the object is cut to its first half, if it has it.
    public void truncate(Address address) {
        objects.computeIfPresent(address, (_, sealed) -> Arrays.copyOf(sealed, sealed.length / 2));
    }

    /// Fault: it hands out what it has without checking it against the address, so that damage goes through.
    public void unchecked(boolean isUnchecked) {
        unchecked = isUnchecked;
    }

    /// Fault: every request waits, until [#release].
    public void hold() {
        gate = new Gate(_ -> true, new CountDownLatch(1));
    }

    /// Fault: every [#get] of one of these objects waits, until [#release].
    public void hold(Collection<Address> held) {
        Set<Address> closed = Set.copyOf(held);
        gate = new Gate(address -> address.filter(closed::contains).isPresent(), new CountDownLatch(1));
    }

    /// Lets the waiting requests and all later ones go on.
    public void release() {
        gate.open.countDown();
    }

    /// How many requests wait now because of [#hold].
    public long waiting() {
        return waiting.get();
    }

    /// Gives it a way to be paid.
    public void paid(Paid way) {
        paid = Optional.of(way);
    }

    /// Gives it a way to commit.
    public void committing(Committing way) {
        committing = Optional.of(way);
    }

    /// Keeps an object under any address; no fault applies.
    public void keep(Address address, byte[] sealed) {
        objects.put(address, sealed.clone());
    }

    /// The addresses of what it has.
    public Set<Address> held() {
        return Set.copyOf(objects.keySet());
    }

    /// A copy of what it keeps under an address.
    public Optional<byte[]> kept(Address address) {
        return Optional.ofNullable(objects.get(address)).map(byte[]::clone);
    }

    /// How many requests for objects it has answered with an object.
    public long fetched() {
        return fetched.get();
    }

    /// How many objects it was sent and acknowledged, those it had already included.
    public long sent() {
        return sent.get();
    }

    /// How many requests of any kind reached it, answered or not.
    public long asked() {
        return asked.get();
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public String endpoint() {
        return "memory:" + number;
    }

    @Override
    public void probe(Duration most) throws FailureException {
        enter();
    }

    @Override
    public Set<Address> missing(Collection<Address> chunks) throws FailureException {
        enter();
        return chunks.stream().filter(chunk -> !objects.containsKey(chunk)).collect(Collectors.toSet());
    }

    @Override
    public void put(Address address, byte[] sealed, int length, Runnable progress) throws FailureException {
        progress.run();
        enter();
        Optional<Failure> refused = refusal;
        if (refused.isPresent()) {
            throw new FailureException(refused.get());
        }
        if (length > maxChunk.value()) {
            throw new FailureException(new Failure.Refused(endpoint(), "too large: " + length + " bytes"));
        }
        if (!address(sealed, length).equals(address)) {
            throw new FailureException(new Failure.Refused(endpoint(), "hash mismatch"));
        }
        objects.put(address, Arrays.copyOf(sealed, length));
        sent.incrementAndGet();
    }

    @Override
    public byte[] get(Address address, ByteCount most) throws FailureException {
        enter(Optional.of(address));
        byte[] sealed = objects.get(address);
        if (sealed == null) {
            throw new FailureException(new Failure.NotFound("chunk " + address));
        }
        if (sealed.length > most.value()) {
            throw new FailureException(new Failure.Corrupt("chunk " + address, "longer than asked for"));
        }
        if (!unchecked && !address(sealed, sealed.length).equals(address)) {
            throw new FailureException(new Failure.Corrupt("chunk " + address, "does not hash to its address"));
        }
        fetched.incrementAndGet();
        return sealed.clone();
    }

    @Override
    public Optional<Paid> paid() {
        return paid;
    }

    @Override
    public Optional<Committing> committing() {
        return committing;
    }

    private void enter() throws FailureException {
        enter(Optional.empty());
    }

    private void enter(Optional<Address> wanted) throws FailureException {
        asked.incrementAndGet();
        Gate present = gate;
        if (present.closed.test(wanted)) {
            await(present.open);
        }
        if (down) {
            throw new FailureException(new Failure.Unavailable(endpoint(), "told to be down", Optional.empty()));
        }
    }

    private void await(CountDownLatch open) throws FailureException {
        waiting.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new Failure.Cancelled(), e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /// What waits, and for what.
    private record Gate(Predicate<Optional<Address>> closed, CountDownLatch open) {}
}

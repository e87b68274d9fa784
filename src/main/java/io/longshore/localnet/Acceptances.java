package io.longshore.localnet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.longshore.model.Address;
import io.longshore.model.BucketId;

/// The chunks whose payment a node accepted, by bucket. Durable before it is said, and for ever. For all threads.
final class Acceptances implements AutoCloseable {
    private final AppendLog log;
    private final Map<Address, Set<BucketId>> accepted;

    private Acceptances(AppendLog log, Map<Address, Set<BucketId>> accepted) {
        this.log = log;
        this.accepted = accepted;
    }

    /// Opens the list in `file`, or makes it.
    static Acceptances open(Path file) throws IOException {
        Map<Address, Set<BucketId>> accepted = new ConcurrentHashMap<>();
        return new Acceptances(AppendLog.open(file, record -> replay(record, accepted)), accepted);
    }

    private static void replay(byte[] record, Map<Address, Set<BucketId>> accepted) {
        ByteBuffer in = ByteBuffer.wrap(record);
        BucketId bucket = new BucketId(in.getLong());
        while (in.hasRemaining()) {
            byte[] address = new byte[Address.SIZE];
            in.get(address);
            add(accepted, bucket, Address.of(address));
        }
    }

    private static void add(Map<Address, Set<BucketId>> accepted, BucketId bucket, Address address) {
        accepted.merge(address, Set.of(bucket), (before, one) -> {
            Set<BucketId> both = new HashSet<>(before);
            both.addAll(one);
            return Set.copyOf(both);
        });
    }

    /// Whether the payment for the chunk was accepted in that bucket.
    boolean accepted(BucketId bucket, Address address) {
        return accepted.getOrDefault(address, Set.of()).contains(bucket);
    }

    /// Whether it was accepted in a bucket other than that.
    boolean acceptedElsewhere(BucketId bucket, Address address) {
        return accepted.getOrDefault(address, Set.of()).stream().anyMatch(other -> !other.equals(bucket));
    }

    /// Accepts the payment for chunks; those that were accepted before cost nothing.
    void accept(BucketId bucket, Collection<Address> chunks) throws IOException {
        List<Address> fresh = chunks.stream().filter(chunk -> !accepted(bucket, chunk)).distinct().toList();
        if (fresh.isEmpty()) {
            return;
        }
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + fresh.size() * Address.SIZE).putLong(bucket.value());
        fresh.forEach(chunk -> record.put(chunk.bytes().toArray()));
        log.append(record.array());
        fresh.forEach(chunk -> add(accepted, bucket, chunk));
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}

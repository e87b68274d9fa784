package io.longshore.destination.provider;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.longshore.destination.Committing;
import io.longshore.destination.Paid;
import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.net.Request;
import io.longshore.net.Response;
import io.longshore.proof.Hashes;

/// One provider of a network, reached over HTTP. For all threads.
final class HttpProvider implements Provider {
    /// How many hashes one question for missing chunks has at most.
    private static final int BATCH = 1_000;

    private final ProviderLine line;

    HttpProvider(ProviderLine line) {
        this.line = line;
    }

    @Override
    public ProviderId id() {
        return line.id();
    }

    @Override
    public String endpoint() {
        return line.where();
    }

    @Override
    public void probe(Duration most) throws FailureException {
        line.success(line.get("/health", Request.MOST, most), "health");
    }

    private record Existing(List<String> exists) {}

    @Override
    public Set<Address> missing(Collection<Address> chunks) throws FailureException {
        Set<Address> missing = new HashSet<>(chunks);
        List<Address> asked = List.copyOf(missing);
        for (int from = 0; from < asked.size(); from += BATCH) {
            List<Address> batch = asked.subList(from, Math.min(from + BATCH, asked.size()));
            Response response = line.post("/exists", Map.of("bucket_id", bucket().value(), "hashes",
                    batch.stream().map(Address::toString).toList()));
            // What it does not claim to have is missing; what it claims unasked says nothing.
            missing.removeAll(line.read(line.success(response, "a list of chunks"), Existing.class,
                    said -> said.exists().stream().map(Address::of).collect(Collectors.toSet())));
        }
        return missing;
    }

    @Override
    public void put(Address address, byte[] sealed, int length, Runnable progress) throws FailureException {
        if (line.maxChunk().isPresent() && length > line.maxChunk().getAsLong()) {
            throw new FailureException(new Failure.Refused(endpoint(), "a chunk of " + length + " bytes is too large"));
        }
        String path = "/chunk/" + address + "?bucket_id=" + bucket();
        line.success(line.put(path, sealed, length, progress), chunk(address));
    }

    @Override
    public byte[] get(Address address, ByteCount most) throws FailureException {
        byte[] bytes = line.success(line.get("/chunk/" + address, most), chunk(address)).body();
        if (!Hashes.sha256(bytes).bytes().equals(address.bytes())) {
            throw new FailureException(
                    new Failure.Corrupt(chunk(address), "the bytes from " + endpoint() + " do not hash to it"));
        }
        return bytes;
    }

    @Override
    public Optional<Paid> paid() {
        return Optional.of(new HttpPaid(line));
    }

    @Override
    public Optional<Committing> committing() {
        return Optional.of(new HttpCommitting(line));
    }

    private BucketId bucket() {
        return line.terms().bucket();
    }

    private static String chunk(Address address) {
        return "chunk " + address;
    }
}

package io.longshore.localnet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.proof.Hashes;

/// The routes for chunks: exists, put, get, delete. For all threads.
final class ChunkRoutes {
    /// The largest chunk a node takes.
    static final ByteCount MAX_CHUNK = ByteCount.mebibytes(4);

    private final NodeStores stores;
    private final NodeFaults faults;
    private final ByteCount floor;

    /// @param floor how much of the disk stays free
    ChunkRoutes(NodeStores stores, NodeFaults faults, ByteCount floor) {
        this.stores = stores;
        this.faults = faults;
        this.floor = floor;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Exists(long bucketId, List<String> hashes) {}

    /// Says which of some chunks are here.
    void exists(Exchange exchange) throws RouteException, IOException {
        List<String> there = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String hash : exchange.json(Exists.class).hashes()) {
            Address address = address(hash);
            (stores.chunks().has(address) ? there : missing).add(address.toString());
        }
        exchange.answer(200, Map.of("exists", there, "missing", missing));
    }

    /// Takes a chunk that is paid for.
    void put(Exchange exchange, Address address) throws RouteException, IOException {
        BucketId bucket = exchange.bucket();
        long length = exchange.length().orElseThrow(() -> new RouteException(411, "length_required"));
        if (length > MAX_CHUNK.value()) {
            throw new RouteException(413, "too_large", Map.of("max_chunk", MAX_CHUNK.value()));
        }
        if (stores.chunks().has(address)) {
            MessageDigest digest = Hashes.sha256();
            exchange.body(length, digest::update);
            check(digest, address);
            exchange.answer(200);
            return;
        }
        if (!stores.acceptances().accepted(bucket, address)) {
            throw new RouteException(402, "payment_required");
        }
        if (faults.isDiskFull() || !room(length)) {
            throw new RouteException(507, "disk_full");
        }
        exchange.answer(receive(exchange, address, length) ? 201 : 200);
    }

    private boolean receive(Exchange exchange, Address address, long length) throws RouteException, IOException {
        MessageDigest digest = Hashes.sha256();
        try (ChunkStore.Reception reception = stores.chunks().receive()) {
            exchange.body(length, (bytes, offset, count) -> {
                digest.update(bytes, offset, count);
                reception.write(bytes, offset, count);
            });
            check(digest, address);
            return reception.keep(address);
        } catch (IOException e) {
            if (!room(length)) {
                throw new RouteException(507, "disk_full");
            }
            throw e;
        }
    }

    private static void check(MessageDigest digest, Address address) throws RouteException {
        Address computed = Address.of(digest.digest());
        if (!computed.equals(address)) {
            throw new RouteException(400, "hash_mismatch", Map.of("computed", computed.toString()));
        }
    }

    private boolean room(long length) throws IOException {
        return Files.getFileStore(stores.folder()).getUsableSpace() - length >= floor.value();
    }

    /// Gives a chunk out, or the part of it that a `Range` names.
    void get(Exchange exchange, Address address) throws RouteException, IOException {
        try (SeekableByteChannel chunk = stores.chunks().open(address)
                .orElseThrow(() -> new RouteException(404, "chunk_not_found"))) {
            long size = chunk.size();
            Optional<ByteRange> wanted = exchange.header("Range").flatMap(ByteRange::parse);
            ByteRange range = wanted.orElse(ByteRange.WHOLE).within(size);
            if (wanted.isPresent() && range.length() == 0) {
                throw new RouteException(416, "range_not_satisfiable", Map.of("size", size));
            }
            chunk.position(range.first());
            InputStream in = Channels.newInputStream(chunk);
            exchange.answer(wanted.isPresent() ? 206 : 200,
                    wanted.isPresent() ? Map.of("Content-Range", range.header(size)) : Map.of(), range.length(),
                    faults.givesWrongBytes() ? new Altered(in) : in);
        }
    }

    /// Forgets a chunk, unless it is in another bucket too.
    void delete(Exchange exchange, Address address) throws RouteException, IOException {
        BucketId bucket = exchange.bucket();
        if (!stores.acceptances().accepted(bucket, address) || !stores.chunks().has(address)) {
            throw new RouteException(404, "chunk_not_found");
        }
        if (!stores.acceptances().acceptedElsewhere(bucket, address)) {
            stores.chunks().delete(address);
        }
        exchange.answer(204);
    }

    /// Reads an address from JSON or a path.
    static Address address(String hex) throws RouteException {
        try {
            return Address.of(hex);
        } catch (IllegalArgumentException _) {
            throw new RouteException(400, "invalid_hash");
        }
    }

    /// Changes the first byte of every piece.
    private static final class Altered extends FilterInputStream {
        Altered(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                bytes[offset] ^= 1;
            }
            return read;
        }
    }
}

package io.longshore.localnet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.Hashes;

/// What is fixed of a block before its transactions run.
///
/// @param number counted from the genesis block, which is 0
/// @param parent the hash of the block before; zeros for the genesis block
/// @param time in whole seconds, never before the parent's
/// @param baseFee per gas (EIP-1559)
/// @param salt random, so that a block mined again after a reorganisation is another block
record BlockHeader(long number, Hash parent, Instant time, Wei baseFee, Hash salt) {
    /// The hash of the block with these transactions: of the same use as a real one, made in a simpler way.
    Hash hash(Iterable<Hash> transactions) {
        var fixed = ByteBuffer.allocate(2 * Long.BYTES).putLong(number).putLong(time.getEpochSecond()).array();
        var all = new ByteArrayOutputStream();
        for (Hash transaction : transactions) {
            all.writeBytes(transaction.bytes().toArray());
        }
        return Hashes.keccak256("longshore dev chain".getBytes(StandardCharsets.US_ASCII), fixed,
                parent.bytes().toArray(),
                baseFee.value().toByteArray(), salt.bytes().toArray(), all.toByteArray());
    }
}

package io.longshore.receipt;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.proof.Hashes;
import io.longshore.proof.Recovery;
import io.longshore.proof.SigningKey;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A person's signature over an export (`src/docs/format.md` 6).
///
/// @param at when it was given, by the signer's clock
/// @param account who gave it
/// @param signature over the export's digest and that time
record CounterSignature(Instant at, Account account, Signature signature) {
    /// The word in its line.
    static final String TYPE = "signature";

    private static final byte[] LABEL = "longshore/v1/export".getBytes(US_ASCII);

    /// Signs.
    static CounterSignature of(Hash export, Instant at, SigningKey key) {
        return new CounterSignature(at, key.account(), key.sign(digest(export, at)));
    }

    private static Hash digest(Hash export, Instant at) {
        byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(at.getEpochSecond()).array();
        return Hashes.keccak256(LABEL, export.bytes().toArray(), time);
    }

    /// Reads a line; that is good only for this export, and in the one form there is.
    static CounterSignature read(byte[] line, Hash export) {
        Fields fields = Fields.of(line);
        CounterSignature read = new CounterSignature(fields.seconds("at"), new Account(fields.hex("account")),
                new Signature(fields.hex("signature")));
        Rule.holds(Arrays.equals(read.line(), line), "it is no signature in the form of version 1");
        Rule.holds(Recovery.signer(digest(export, read.at), read.signature).equals(Optional.of(read.account)),
                "it is not the signature of %s over this export", read.account);
        return read;
    }

    /// The line, without its LF.
    byte[] line() {
        ObjectNode json = Json.object().put("v", Export.VERSION).put("type", TYPE).put("at", at.getEpochSecond())
                .put("account", account.toString()).put("signature", signature.toString());
        return Json.write(json);
    }
}

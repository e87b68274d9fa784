package io.longshore.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;

import io.longshore.chain.Rpc;
import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.VerifiedExport;
import io.longshore.proof.SigningKey;

/// Verifies an export from its bytes alone (`src/docs/format.md` 6), and by a chain where one is given: it needs no data
/// folder and no key. It stops at the first thing that is wrong.
public final class Verification {
    private final Lines lines;
    private final Witness witness;
    private final Waves waves = new Waves();
    private final Transactions transactions = new Transactions(new Drafts(waves));
    private final Receipts receipts;
    private final List<Account> signers = new ArrayList<>();
    private JournalEntry last = JournalEntry.NONE;
    private Optional<Hash> digest = Optional.empty();

    private Verification(Lines lines, Witness witness) {
        this.lines = lines;
        this.witness = witness;
        this.receipts = new Receipts(waves, transactions, witness);
    }

    /// Verifies an export without asking anybody.
    /// @throws FailureException `Corrupt` with the first line that is wrong, and why; `LocalFailure` if the file cannot be
    ///         read
    public static VerifiedExport of(Path file) throws FailureException {
        return of(file, Witness.NOBODY);
    }

    /// Verifies an export, and asks a chain about each payment.
    /// @throws FailureException as [#of(Path)], and `Unavailable` if the chain does not answer
    public static VerifiedExport of(Path file, Rpc chain) throws FailureException {
        return of(file, new ChainWitness(chain));
    }

    /// Adds a person's signature to an export that was verified; a second one of the same person changes nothing.
    /// @param verified what was found true in it
    /// @return that, with the signer
    /// @throws FailureException `LocalFailure` if the disk refuses
    public static VerifiedExport sign(Path file, VerifiedExport verified, SigningKey key, InstantSource clock)
            throws FailureException {
        if (verified.signers().contains(key.account())) {
            return verified;
        }
        Export.sign(file, verified.digest(), clock.instant(), key);
        return verified.signedBy(key.account());
    }

    private static VerifiedExport of(Path file, Witness witness) throws FailureException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Verification(new Lines(in), witness).run(file);
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read: " + e.getMessage()),
                    e);
        }
    }

    private VerifiedExport run(Path file) throws FailureException, IOException {
        try {
            Rule.holds(lines.next(), "it is empty");
            header();
            while (lines.next()) {
                if (digest.isPresent()) {
                    signature(digest.get());
                } else {
                    record();
                }
            }
            Rule.holds(!lines.isTorn(), "it is cut off");
            return verified(
                    digest.orElseThrow(() -> new IllegalArgumentException("the line that ends an export is missing")));
        } catch (IllegalArgumentException | ArithmeticException | JacksonException | Json.Malformed
                | DateTimeException e) {
            throw new FailureException(
                    new Failure.Corrupt(file.toString(), "line " + lines.number() + type() + ": " + e.getMessage()), e);
        }
    }

    private void header() {
        Fields header = Fields.of(lines.line());
        Rule.holds(header.number("v") == Export.VERSION, "version %s is not known", header.number("v"));
        Rule.holds(lines.is(Export.header(Instant.parse(header.text("at")))), "it is not the header of an export");
    }

    private void record() throws FailureException {
        byte[] line = lines.line();
        if (line.length > 0 && line[0] == '{') {
            end();
            return;
        }
        last = last.next(line);
        Fields body = last.body();
        switch (last.type()) {
            case "drive" -> waves.drive(body);
            case "wave" -> waves.wave(body);
            case "release" -> waves.release(body);
            case "intent" -> transactions.intent(body);
            case "attempt" -> transactions.attempt(body);
            case "outcome" -> transactions.outcome(body);
            case "receipt" -> receipts.receipt(body);
            case "plan", "folders", "index_object", "leaf", "checkpoint", "limit", "closed" -> {
                // They say nothing about payments; the chain of hashes holds them.
            }
            case String other -> throw new IllegalArgumentException("records of type " + other + " are not known");
        }
    }

    private void end() {
        Rule.holds(last.isLast(), "the set of records before it is incomplete");
        Rule.holds(lines.is(Export.trailer(last, lines.digestBefore())),
                "it does not end the records that stand before it");
        receipts.end();
        digest = Optional.of(lines.digestBefore());
    }

    private void signature(Hash export) {
        CounterSignature signature = CounterSignature.read(lines.line(), export);
        Rule.holds(!signers.contains(signature.account()), "%s signed before", signature.account());
        signers.add(signature.account());
    }

    private String type() {
        return last.seq() == lines.number() - 1 ? " (" + last.type() + ")" : "";
    }

    private VerifiedExport verified(Hash export) {
        return new VerifiedExport(last.seq(), last.hash(), export, transactions.quotes(), transactions.count(),
                transactions.attempted(), receipts.count(), receipts.rows(), receipts.again(), receipts.total(),
                receipts.gas(), signers, onChain());
    }

    private Optional<VerifiedExport.OnChain> onChain() {
        if (!(witness instanceof ChainWitness chain)) {
            return Optional.empty();
        }
        Rule.holds(chain.receipts() > 0 || chain.elsewhere() == 0, "none of its payments is on chain %s",
                chain.chain());
        return Optional.of(new VerifiedExport.OnChain(chain.chain(), chain.receipts(), chain.rows(),
                chain.elsewhere()));
    }
}

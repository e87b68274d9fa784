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
import io.longshore.model.Bytes;
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
    private final Keeper keeper;
    private final Sums sums;
    private final Strands strands;
    private final List<Account> signers = new ArrayList<>();
    private Optional<Hash> digest = Optional.empty();

    private Verification(Lines lines, Witness witness, boolean strict, Keeper keeper) {
        this.lines = lines;
        this.witness = witness;
        this.keeper = keeper;
        this.sums = new Sums(witness, strict);
        this.strands = new Strands(sums);
    }

    /// Keeps records that were found true.
    private interface Keeper {
        /// None of them.
        Keeper NONE = _ -> {};

        /// The next, as it stands in the file.
        void keep(byte[] line);
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

    /// Verifies an export and keeps its records, for who takes them over. Costs that cannot be read are left out and counted;
    /// in everything else it is as strict as [#of(Path)].
    /// @throws FailureException as [#of(Path)]
    public static VerifiedRecords records(Path file) throws FailureException {
        List<Bytes> kept = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            Verification verification = new Verification(new Lines(in), Witness.NOBODY, false,
                    line -> kept.add(Bytes.of(line)));
            VerifiedExport verified = verification.run(file);
            List<ForeignDrive> drives = new ArrayList<>();
            for (Fields drive : verification.strands.drives().values()) {
                drives.add(ForeignDrive.of(drive));
            }
            return new VerifiedRecords(verified, kept, drives, verification.sums.dropped());
        } catch (Newer e) {
            throw newer(file, e);
        } catch (IllegalArgumentException | JacksonException | Json.Malformed e) {
            throw new FailureException(new Failure.Corrupt(file.toString(), "a drive: " + e.getMessage()), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static VerifiedExport of(Path file, Witness witness) throws FailureException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Verification(new Lines(in), witness, true, Keeper.NONE).run(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static FailureException unreadable(Path file, IOException e) {
        return new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read: " + e.getMessage()), e);
    }

    private static FailureException newer(Path file, Newer e) {
        return new FailureException(
                new Failure.Unsupported(file + ", written by a newer Longshore: " + e.getMessage()), e);
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
        } catch (Newer e) {
            throw newer(file, e);
        } catch (IllegalArgumentException | ArithmeticException | JacksonException | Json.Malformed
                | DateTimeException e) {
            throw new FailureException(
                    new Failure.Corrupt(file.toString(), "line " + lines.number() + type() + ": " + e.getMessage()), e);
        }
    }

    private void header() {
        Fields header = Fields.of(lines.line());
        Newer.refuse(header.number("v"), Export.VERSION);
        Rule.holds(lines.is(Export.header(Instant.parse(header.text("at")))), "it is not the header of an export");
    }

    private void record() throws FailureException {
        byte[] line = lines.line();
        if (line.length > 0 && line[0] == '{') {
            end();
            return;
        }
        strands.own().next(line);
        keeper.keep(line);
    }

    private void end() {
        Rule.holds(lines.is(Export.trailer(strands.own().last(), lines.digestBefore())),
                "it does not end the records that stand before it");
        strands.end();
        digest = Optional.of(lines.digestBefore());
    }

    private void signature(Hash export) {
        CounterSignature signature = CounterSignature.read(lines.line(), export);
        Rule.holds(!signers.contains(signature.account()), "%s signed before", signature.account());
        signers.add(signature.account());
    }

    private String type() {
        JournalEntry last = strands.own().last();
        return last.seq() == lines.number() - 1 ? " (" + last.type() + ")" : "";
    }

    private VerifiedExport verified(Hash export) {
        JournalEntry last = strands.own().last();
        return new VerifiedExport(last.seq(), last.hash(), export, sums.quotes(), sums.intents(), sums.attempts(),
                sums.receipts(), sums.rows(), sums.again(), sums.total(), sums.gas(), signers, onChain());
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

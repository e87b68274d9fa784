package io.longshore.receipt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

import tools.jackson.core.JacksonException;

import io.longshore.json.Json;
import io.longshore.model.ExportedJournal;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

/// The file that carries a journal to others (`src/docs/format.md` 6): a header, the journal's lines as they are, a line that
/// closes them with a digest, and signatures of people who verified it.
public final class Export {
    /// The version that is written and read.
    static final int VERSION = 1;

    private Export() {}

    /// Writes the journal's whole sets of records to a file, under a temporary name first, forced and moved.
    /// @param journal the journal, which may grow meanwhile
    /// @param target where the export goes
    /// @param at the time, for the header
    /// @param overwrite whether a file that stands there is replaced
    /// @throws FailureException `Exists`; `LocalFailure` if the disk refuses or the journal's hashes are not right
    public static ExportedJournal write(Path journal, Path target, Instant at, boolean overwrite)
            throws FailureException {
        if (!overwrite && Files.exists(target)) {
            throw new FailureException(new Failure.Exists(target));
        }
        try {
            return NewFile.put(target, overwrite, out -> {
                MessageDigest digest = Hashes.sha256();
                OutputStream digested = new DigestOutputStream(out, digest);
                NewFile.line(digested, header(at));
                JournalEntry last = copy(journal, digested);
                Hash content = Hash.of(digest.digest());
                NewFile.line(out, trailer(last, content));
                return new ExportedJournal(target, last.seq(), last.hash(), content);
            });
        } catch (FileAlreadyExistsException e) {
            throw new FailureException(new Failure.Exists(target), e);
        } catch (IOException | IllegalArgumentException | JacksonException | Json.Malformed e) {
            throw new FailureException(new Failure.LocalFailure(target.toString(), "not exported: " + e.getMessage()),
                    e);
        }
    }

    /// The hash of a journal's first record, by which the journal is known; empty while it has none.
    /// @throws FailureException `LocalFailure` if it cannot be read, or its hash is not right
    public static Optional<Hash> origin(Path journal) throws FailureException {
        try (InputStream in = Files.newInputStream(journal)) {
            Lines lines = new Lines(in);
            return lines.next() ? Optional.of(JournalEntry.NONE.next(lines.line()).hash()) : Optional.empty();
        } catch (IOException | IllegalArgumentException | JacksonException | Json.Malformed e) {
            throw new FailureException(
                    new Failure.LocalFailure(journal.toString(), "cannot be read: " + e.getMessage()),
                    e);
        }
    }

    /// Adds a person's signature to an export.
    /// @throws FailureException `LocalFailure` if the disk refuses
    static void sign(Path file, Hash export, Instant at, SigningKey key) throws FailureException {
        try {
            NewFile.put(file, true, out -> {
                Files.copy(file, out);
                NewFile.line(out, CounterSignature.of(export, at, key).line());
                return file;
            });
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "not signed: " + e.getMessage()), e);
        }
    }

    static byte[] header(Instant at) {
        return Json.write(Json.object().put("v", VERSION).put("type", "export").put("at", at.toString()));
    }

    static byte[] trailer(JournalEntry last, Hash digest) {
        return Json.write(Json.object().put("v", VERSION).put("type", "end").put("records", last.seq())
                .put("head", last.hash().toString()).put("digest", digest.toString()));
    }

    // Records that count together are copied together; what a write under way has left behind them is not there yet.
    private static JournalEntry copy(Path journal, OutputStream to) throws IOException {
        JournalEntry copied = JournalEntry.NONE;
        JournalEntry read = JournalEntry.NONE;
        ByteArrayOutputStream set = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(journal)) {
            Lines lines = new Lines(in);
            while (lines.next()) {
                read = read.next(lines.line());
                NewFile.line(set, lines.line());
                if (read.isLast()) {
                    set.writeTo(to);
                    set.reset();
                    copied = read;
                }
            }
        }
        return copied;
    }
}

package io.longshore.receipt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.proof.Hashes;

/// One journal among those that an export holds: the one that was exported, or one whose records that had taken over. Its
/// records are checked by their numbers in it, wherever they stand.
final class Strand {
    private final Strands strands;
    private final Waves waves = new Waves();
    private final Transactions transactions;
    private final Receipts receipts;
    private final List<Hash> hashes = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private JournalEntry last = JournalEntry.NONE;

    /// @param strands the others
    /// @param sums what they all come to
    Strand(Strands strands, Sums sums) {
        this.strands = strands;
        this.transactions = new Transactions(new Drafts(waves), sums);
        this.receipts = new Receipts(waves, transactions, sums);
    }

    /// Takes the record that follows those before.
    Made next(byte[] line) throws FailureException {
        last = last.next(line);
        hashes.add(last.hash());
        Made result = take(last);
        made.add(result);
        return result;
    }

    /// Takes a record that another journal has from this one: the next, or one that was seen before.
    /// @param open whether there may be more of this journal than was seen
    Made copy(byte[] line, boolean open) throws FailureException {
        long seq = JournalEntry.seq(line);
        if (seq == hashes.size() + 1L && open) {
            return next(line);
        }
        Rule.holds(seq >= 1 && seq <= hashes.size(), "record %s of another journal follows record %s", seq,
                hashes.size());
        int at = Math.toIntExact(seq - 1);
        Hash before = at == 0 ? JournalEntry.NONE.hash() : hashes.get(at - 1);
        Rule.holds(Hashes.sha256(before.bytes().toArray(), JournalEntry.json(line)).equals(hashes.get(at))
                && Arrays.equals(JournalEntry.stated(line), JournalEntry.hex(hashes.get(at))),
                "record %s of another journal is not the one that was seen before", seq);
        return made.get(at);
    }

    private Made take(JournalEntry entry) throws FailureException {
        Fields body = entry.body();
        switch (entry.type()) {
            case "drive" -> {
                waves.drive(body);
                strands.drive(body);
            }
            case "wave" -> {
                return new Made.OfWave(waves.wave(body));
            }
            case "release" -> waves.release(body);
            case "intent" -> {
                return new Made.OfTransfer(transactions.intent(body));
            }
            case "attempt" -> transactions.attempt(body);
            case "outcome" -> transactions.outcome(body);
            case "receipt" -> receipts.receipt(body);
            case "expiry" -> receipts.expiry(body);
            case "imported" -> {
                return imported(body);
            }
            case "plan", "source", "folders", "index_object", "leaf", "checkpoint", "extension", "decision",
                    "limit", "anchoring", "closed", "rebuilt" -> {
                // They say nothing about money; the chain of hashes holds them.
            }
            case String other -> throw new Newer("records of type " + other);
        }
        return Made.NOTHING;
    }

    private Made imported(Fields body) throws FailureException {
        Made copied = strands.copy(new Hash(body.hex("origin")), body.blob("line"));
        switch (copied) {
            case Made.OfWave(Waves.Wave wave) -> waves.adopt(body.number("number"), wave);
            case Made.OfTransfer(Transfer transfer) -> transactions.adopt(body.number("number"), transfer);
            case Made.Nothing _ -> Rule.holds(!body.has("number"), "it numbers what has no number");
        }
        return copied;
    }

    /// The last record.
    JournalEntry last() {
        return last;
    }

    /// The hash of the first record, by which a journal is known.
    Hash origin() {
        return hashes.getFirst();
    }

    /// Checks what can only be checked at the end.
    void end() {
        Rule.holds(last.isLast(), "the set of records before it is incomplete");
        receipts.end();
    }
}

package io.longshore.ledger;

import java.util.List;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.DriveId;
import io.longshore.model.Hash;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Wei;

/// The bodies of `intent`, `attempt`, `outcome` and `receipt` (`src/docs/format.md` 5).
final class PaymentCodec {
    private PaymentCodec() {}

    static Body write(Intent intent) {
        Body body = Body.empty().number("intent", intent.id().value()).text("kind", intent.purpose().word())
                .number("chain_id", intent.chain().value()).hex("from", intent.from().bytes())
                .number("nonce", intent.nonce()).hex("to", intent.to().bytes()).blob("calldata", intent.calldata());
        return switch (intent.purpose()) {
            case Purpose.PayWave pay -> PackedPayment.write(pay.rows(), body.number("wave", pay.wave().value()));
            case Purpose.Approve approve -> body
                    .texts("uploads", approve.uploads().stream().map(UploadId::toString).toList())
                    .amount("amount", approve.amount().atto());
            case Purpose.OpenBucket open -> body.hex("drive", open.drive().bytes()).number("bucket",
                    open.bucket().value());
            case Purpose.AddProvider(var drive, var bucket, var provider) -> body.hex("drive", drive.bytes())
                    .number("bucket", bucket.value()).text("provider", provider.toString());
            case Purpose.Anchor(var drive, var root, long start, long count, var signers) -> signed(body, drive, root,
                    start, count, signers);
            case Purpose.Extend(var drive, var root, long start, long count, var signers) -> signed(body, drive, root,
                    start, count, signers);
        };
    }

    private static Body signed(Body body, DriveId drive, Hash root, long start, long count, List<ProviderId> signers) {
        return body.hex("drive", drive.bytes()).hex("root", root.bytes()).number("start", start)
                .number("count", count).texts("signers", signers.stream().map(ProviderId::toString).toList());
    }

    static Intent intent(Body body) {
        return new Intent(new IntentId(body.number("intent")), purpose(body), new ChainId(body.number("chain_id")),
                new Account(body.hex("from")), body.number("nonce"), new Account(body.hex("to")),
                body.blob("calldata"));
    }

    private static Purpose purpose(Body body) {
        return switch (body.text("kind")) {
            case "pay" -> new Purpose.PayWave(new WaveId(body.number("wave")), PackedPayment.read(body));
            case "approve" -> new Purpose.Approve(body.texts("uploads").stream().map(UploadId::of).toList(),
                    new Amount(body.amount("amount")));
            case "open_bucket" -> new Purpose.OpenBucket(new DriveId(body.hex("drive")),
                    new BucketId(body.number("bucket")));
            case "add_provider" -> new Purpose.AddProvider(new DriveId(body.hex("drive")),
                    new BucketId(body.number("bucket")), ProviderId.of(body.text("provider")));
            case "checkpoint" -> new Purpose.Anchor(new DriveId(body.hex("drive")), new Hash(body.hex("root")),
                    body.number("start"), body.number("count"),
                    body.texts("signers").stream().map(ProviderId::of).toList());
            case "extension" -> new Purpose.Extend(new DriveId(body.hex("drive")), new Hash(body.hex("root")),
                    body.number("start"), body.number("count"),
                    body.texts("signers").stream().map(ProviderId::of).toList());
            case String other -> throw new IllegalArgumentException("kind of intent " + other);
        };
    }

    static Body write(Attempt attempt) {
        return Body.empty().number("intent", attempt.intent().value()).hex("hash", attempt.hash().bytes())
                .amount("max_fee", attempt.maxFee().value()).blob("raw", attempt.raw());
    }

    static Attempt attempt(Body body) {
        return new Attempt(new IntentId(body.number("intent")), new Hash(body.hex("hash")), body.blob("raw"),
                new Wei(body.amount("max_fee")));
    }

    static Body write(IntentId intent, Outcome outcome) {
        Body body = Body.empty().number("intent", intent.value()).text("outcome", word(outcome));
        return switch (outcome) {
            case Outcome.Confirmed done -> body
                    .hex("transaction", done.transaction().bytes()).hex("block_hash", done.blockHash().bytes())
                    .number("block", done.block()).seconds("block_time", done.blockTime())
                    .amount("gas", done.gas().value());
            case Outcome.Reverted reverted -> body
                    .hex("transaction", reverted.transaction().bytes()).number("block", reverted.block())
                    .amount("gas", reverted.gas().value()).text("reason", reverted.reason());
            case Outcome.Replaced replaced -> body.number("nonce", replaced.nonce());
        };
    }

    /// An outcome's word; never changes.
    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Confirmed _ -> "confirmed";
            case Outcome.Reverted _ -> "reverted";
            case Outcome.Replaced _ -> "replaced";
        };
    }

    static Outcome outcome(Body body) {
        return switch (body.text("outcome")) {
            case "confirmed" -> new Outcome.Confirmed(new Hash(body.hex("transaction")),
                    new Hash(body.hex("block_hash")), body.number("block"), body.seconds("block_time"),
                    new Wei(body.amount("gas")));
            case "reverted" -> new Outcome.Reverted(new Hash(body.hex("transaction")), body.number("block"),
                    new Wei(body.amount("gas")), body.text("reason"));
            case "replaced" -> new Outcome.Replaced(body.number("nonce"));
            case String other -> throw new IllegalArgumentException("outcome " + other);
        };
    }

    /// A receipt without its rows, which are those of its intent; with them where it has none.
    static Body write(Receipt receipt) {
        Body body = Body.empty().number("wave", receipt.wave().value()).number("intent", receipt.intent().value())
                .text("mode", receipt.mode().word()).number("chain_id", receipt.chain().value())
                .hex("vault", receipt.vault().bytes()).hex("transaction", receipt.transaction().bytes())
                .number("block", receipt.block()).seconds("block_time", receipt.blockTime())
                .amount("total", receipt.total().atto()).amount("gas", receipt.gas().value());
        return receipt.isFound() ? PackedPayment.write(receipt.rows(), body) : body;
    }

    /// A receipt with the rows of its intent, or its own.
    static Receipt receipt(Body body, List<RowPayment> ofIntent) {
        List<RowPayment> rows = body.has("rows") ? PackedPayment.read(body) : ofIntent;
        return new Receipt(new WaveId(body.number("wave")), new IntentId(body.number("intent")),
                mode(body.text("mode")), new ChainId(body.number("chain_id")), new Account(body.hex("vault")),
                new Hash(body.hex("transaction")), body.number("block"), body.seconds("block_time"), rows,
                new Amount(body.amount("total")), new Wei(body.amount("gas")));
    }

    private static PaymentMode mode(String word) {
        for (PaymentMode mode : PaymentMode.values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("payment mode " + word);
    }

    /// Bytes that stand in for what a payment without a transaction does not have.
    static Bytes nothing(int size) {
        return Bytes.of(new byte[size]);
    }
}

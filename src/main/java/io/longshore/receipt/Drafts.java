package io.longshore.receipt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.TokenCall;
import io.longshore.chain.VaultCall;
import io.longshore.chain.VaultPayment;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Hash;
import io.longshore.model.RowPayment;
import io.longshore.model.Signature;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Hashes;
import io.longshore.proof.Recovery;

/// Checks what an `intent` says: that its calldata does what it is said to be for, and no more.
///
/// @param waves the waves it may pay
record Drafts(Waves waves) {
    /// Reads an intent.
    Draft read(Fields body) {
        ChainId chain = new ChainId(body.number("chain_id"));
        Account to = new Account(body.hex("to"));
        Bytes calldata = Bytes.of(body.blob("calldata"));
        Draft.Payment payment = Draft.Payment.NONE;
        switch (body.text("kind")) {
            case "pay" -> payment = payment(body, chain, to, calldata);
            case "approve" -> approve(body, calldata);
            case "open_bucket" -> openBucket(body, calldata);
            case "add_provider" -> addProvider(body, calldata);
            case "checkpoint" -> checkpoint(body, chain, to, calldata);
            case "extension" -> extension(body, chain, to, calldata);
            case String other -> throw new IllegalArgumentException("intents of kind " + other + " are not known");
        }
        return new Draft(chain, new Account(body.hex("from")), body.number("nonce"), to,
                Hashes.sha256(calldata.toArray()), payment);
    }

    private Draft.Payment payment(Fields body, ChainId chain, Account vault, Bytes calldata) {
        Draft.Payment payment = rows(body, chain, vault);
        Rule.holds(new VaultCall.PayForQuotes(payment.rows()).calldata().equals(calldata),
                "its calldata does not pay its rows");
        return payment;
    }

    /// Reads what was paid for the rows of a wave.
    Draft.Payment rows(Fields body, ChainId chain, Account vault) {
        long wave = body.number("wave");
        List<RowPayment> rows = PaidRows.read(body);
        BucketId bucket = waves.bucket(wave, chain);
        PaymentRules rules = new PaymentRules(chain, vault, bucket);
        Set<Integer> positions = new HashSet<>();
        List<VaultPayment> payments = new ArrayList<>(rows.size());
        for (RowPayment row : rows) {
            Rule.holds(positions.add(row.position()), "row %s is paid twice", row.position());
            Rule.holds(row.address().equals(waves.row(wave, row.position())),
                    "row %s of wave %s is another chunk", row.position(), wave);
            rules.check(row);
            payments.add(new VaultPayment(row.paid().rewards(), row.amount(), row.paid().hash()));
        }
        List<Instant> times = rows.stream().map(row -> row.paid().timestamp()).sorted().toList();
        return new Draft.Payment(Optional.of(waves.of(wave)), payments, rows.stream().map(RowPayment::address).toList(),
                rows.stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus),
                rows.stream().mapToLong(row -> row.quotes().size()).sum(), times.getFirst(), times.getLast());
    }

    private static void approve(Fields body, Bytes calldata) {
        Rule.holds(TokenCall.decode(calldata).orElse(null) instanceof TokenCall.Approve call
                && call.amount().atto().equals(body.amount("amount")), "its calldata does not approve its amount");
    }

    private static void openBucket(Fields body, Bytes calldata) {
        Rule.holds(RegistryCall.decode(calldata).orElse(null) instanceof RegistryCall.OpenBucket call
                && call.bucket().value() == body.number("bucket"), "its calldata does not open its bucket");
    }

    private static void addProvider(Fields body, Bytes calldata) {
        Rule.holds(RegistryCall.decode(calldata).orElse(null) instanceof RegistryCall.AddProvider call
                && call.bucket().value() == body.number("bucket")
                && call.provider().equals(Account.of(body.text("provider"))), "its calldata does not add its provider");
    }

    private static void checkpoint(Fields body, ChainId chain, Account registry, Bytes calldata) {
        if (!(RegistryCall.decode(calldata).orElse(null) instanceof RegistryCall.SubmitCheckpoint call)
                || !call.root().equals(new Hash(body.hex("root"))) || call.start() != body.number("start")
                || call.count() != body.number("count")) {
            throw new IllegalArgumentException("its calldata does not submit its checkpoint");
        }
        signers(body, chain, registry, call.bucket(), call.signatures());
    }

    private static void extension(Fields body, ChainId chain, Account registry, Bytes calldata) {
        if (!(RegistryCall.decode(calldata).orElse(null) instanceof RegistryCall.ExtendCheckpoint call)) {
            throw new IllegalArgumentException("its calldata does not extend a checkpoint");
        }
        signers(body, chain, registry, call.bucket(), call.signatures());
    }

    private static void signers(Fields body, ChainId chain, Account registry, BucketId bucket, List<Bytes> signatures) {
        Hash digest = CommitmentDigest.of(chain, registry, CommitmentDigest.payload(bucket,
                new Hash(body.hex("root")), body.number("start"), body.number("count")));
        List<Optional<Account>> signers = signatures.stream()
                .map(signature -> Recovery.signer(digest, new Signature(signature))).toList();
        Rule.holds(signers.equals(body.texts("signers").stream().map(Account::of).map(Optional::of).toList()),
                "the signatures of its checkpoint are not its signers'");
    }
}

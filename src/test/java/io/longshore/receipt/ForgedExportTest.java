package io.longshore.receipt;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.Seeds;
import io.longshore.chain.Fee;
import io.longshore.chain.SignedTransaction;
import io.longshore.chain.Transaction;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Exports whose records say something else than what was signed, with hashes that are right.
class ForgedExportTest {
    @TempDir
    private Path folder;

    @Test
    void whoMakesAllHashesRightAgainStillCannotChangeAPayment() throws IOException, FailureException {
        int row = 1 + 32 + 32 + 1;
        assertForged("is not paid 3 times its price", "intent", "pay", body -> Forgery.flip(body, "rows", row - 2));
        assertForged("another chunk", "intent", "pay", body -> Forgery.flip(body, "rows", 1));
        assertForged("quote", "intent", "pay", body -> Forgery.flip(body, "rows", row - 1));
        assertForged("is not signed by", "intent", "pay", body -> quote(body, 1 + 8 + 16 + 8 + 32 + 5));
        assertForged("has another hash", "intent", "pay", body -> quote(body, 1 + 8 + 16 + 8 + 3));
        assertForged("has another hash", "intent", "pay", body -> quote(body, 8));
        assertForged("price", "intent", "pay", body -> quote(body, 1 + 8 + 15));
        assertForged("does not pay its rows", "intent", "pay", body -> Forgery.flip(body, "calldata", 40));
        assertForged("another hash than its content", "intent", "pay", ForgedExportTest::otherVault);
        assertForged("is paid on chain", "intent", "pay", body -> body.put("chain_id", 1));
        assertForged("for another bucket", "drive", "", body -> body.put("bucket", 4711));
        assertForged("does not approve its amount", "intent", "approve", body -> body.put("amount", "1"));
        assertForged("are not its signers'", "intent", "checkpoint", body -> body.putArray("signers"));
        assertForged("does not submit its checkpoint", "intent", "checkpoint", body -> body.put("count", 4711));
        assertForged("does not open its bucket", "intent", "open_bucket", body -> body.put("bucket", 4711));
        assertForged("gift are not known", "intent", "pay", body -> body.put("kind", "gift"));
    }

    @Test
    void whoMakesAllHashesRightAgainStillCannotChangeAReceipt() throws IOException, FailureException {
        assertForged("is not the sum of its rows", "receipt", "", body -> body.put("total", "1"));
        assertForged("differs from the outcome", "receipt", "", body -> body.put("block", 4711));
        assertForged("differs from the outcome", "receipt", "", body -> body.put("gas", "1"));
        assertForged("there is no wave 2", "receipt", "", body -> body.put("wave", 2));
        assertForged("no intent 4711", "receipt", "", body -> body.put("intent", 4711));
        assertForged("it is of another chain", "receipt", "", ForgedExportTest::otherVaultOfReceipt);
        assertForged("no attempt at intent", "outcome", "", body -> body.put("transaction", "0x" + "11".repeat(32)));
        assertForged("gift are not known", "receipt", "", body -> body.put("mode", "gift"));
        assertWrong("is not confirmed", () -> Verification.of(new Forgery(vector()).without("outcome")
                .to(folder.resolve("forged"))));
        assertWrong("has no receipt", () -> Verification.of(new Forgery(vector()).without("receipt")
                .to(folder.resolve("forged"))));
    }

    @Test
    void anAttemptIsSignedByTheWalletAndDoesWhatItsIntentSays() throws IOException, FailureException {
        assertForged("offers another fee", "attempt", "", body -> body.put("max_fee", "1"));
        assertForged("has another hash", "attempt", "", body -> body.put("hash", "0x" + "11".repeat(32)));
        assertForged("is not signed by", "attempt", "",
                body -> signedAnew(body, signed -> signed.transaction().nonce()));
        SigningKey thief = SigningKey.random(new SecureRandom());
        Forgery forgery = new Forgery(vector())
                .with("attempt", "", body -> signedAnew(body, thief, signed -> signed.transaction().nonce() + 1))
                .with("intent", "", body -> body.put("from", thief.account().toString()));
        assertWrong("something else than its intent", () -> Verification.of(forgery.to(folder.resolve("forged"))));
    }

    private interface NonceOf {
        long nonce(SignedTransaction signed);
    }

    private static void signedAnew(ObjectNode attempt, NonceOf nonce) {
        signedAnew(attempt, SigningKey.random(new SecureRandom()), nonce);
    }

    private static void signedAnew(ObjectNode attempt, SigningKey key, NonceOf nonce) {
        try {
            SignedTransaction signed = SignedTransaction.decode(
                    Bytes.of(Base64.getDecoder().decode(attempt.required("raw").stringValue())));
            Transaction was = signed.transaction();
            SignedTransaction anew = Transaction.call(was.chain(), nonce.nonce(signed),
                    new Fee(was.fee().tip(), was.fee().max()), was.gasLimit(), was.to().orElseThrow(), was.data())
                    .sign(key);
            attempt.put("raw", Base64.getEncoder().encodeToString(anew.raw().toArray()));
            attempt.put("hash", anew.hash().toString());
        } catch (FailureException e) {
            throw new AssertionError(e);
        }
    }

    private static void quote(ObjectNode intent, int at) {
        ObjectNode first = intent.required("quotes").get(0).asObject();
        Forgery.flip(first, "cells", at);
    }

    private static void otherVault(ObjectNode body) {
        body.put("to", Account.of("11".repeat(Account.SIZE)).toString());
    }

    private static void otherVaultOfReceipt(ObjectNode body) {
        body.put("vault", Account.of("11".repeat(Account.SIZE)).toString());
    }

    private void assertForged(String wrong, String type, String kind, Consumer<ObjectNode> change)
            throws IOException {
        Path forged = new Forgery(vector()).with(type, kind, change).to(folder.resolve("forged"));
        assertWrong(wrong, () -> Verification.of(forged));
    }

    @Test
    void whateverStandsInARecordTheVerdictIsInWords() {
        Seeds.check(300, random -> {
            Path forged = new Forgery(vector()).atRandom(random).to(folder.resolve("forged"));
            try {
                assertEquals(20, Verification.of(forged).records());
            } catch (FailureException e) {
                assertInstanceOf(Failure.Corrupt.class, e.failure());
            }
        });
    }

    @Test
    void aCostThatCannotBeReadIsWrongForWhoVerifiesAndCountsAsNothingForWhoImports()
            throws IOException, FailureException {
        for (String cost : List.of("much", "-1", "1" + "0".repeat(78))) {
            Path gas = new Forgery(vector()).with("receipt", "", body -> body.put("gas", cost))
                    .each("outcome", body -> body.put("gas", cost)).to(folder.resolve("gas"));
            assertWrong("is no cost", () -> Verification.of(gas));
            VerifiedRecords records = Verification.records(gas);
            assertEquals(1, records.dropped());
            assertEquals(Wei.ZERO, records.verified().gas());
            assertEquals(Amount.of("11718750000000000"), records.verified().total());
            Path total = new Forgery(vector()).with("receipt", "", body -> body.put("total", cost))
                    .to(folder.resolve("total"));
            assertWrong("is no cost", () -> Verification.of(total));
            assertEquals(1, Verification.records(total).dropped());
            assertEquals(Amount.ZERO, Verification.records(total).verified().total());
        }
    }

    @Test
    void whatANewerVersionWroteIsRefusedByName() throws IOException {
        Path type = new Forgery(vector()).typed("closed", "reopened").to(folder.resolve("type"));
        assertNewer("written by a newer Longshore: records of type reopened", () -> Verification.of(type));
        Path record = new Forgery(vector()).version(2).to(folder.resolve("record"));
        assertNewer("written by a newer Longshore: version 2", () -> Verification.of(record));
        Path header = Files.writeString(folder.resolve("header"),
                Files.readString(vector()).replaceFirst("\\{\"v\":1", "{\"v\":3"));
        assertNewer("written by a newer Longshore: version 3", () -> Verification.records(header));
    }

    private static void assertNewer(String what, Step step) {
        Failure.Unsupported unsupported = assertInstanceOf(Failure.Unsupported.class,
                assertThrows(FailureException.class, step::take).failure());
        assertTrue(unsupported.what().endsWith(what), unsupported.what());
    }

    @Test
    void anUnchangedForgeryHolds() throws IOException, FailureException {
        Path same = new Forgery(vector()).to(folder.resolve("same"));
        assertEquals(20, Verification.of(same).records());
    }

    private static Path vector() {
        try {
            return Path.of(ForgedExportTest.class.getResource("/vectors/export-v1.jsonl").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Step {
        void take() throws FailureException, IOException;
    }

    private static void assertWrong(String why, Step step) {
        FailureException failure = assertThrows(FailureException.class, step::take);
        Failure.Corrupt corrupt = assertInstanceOf(Failure.Corrupt.class, failure.failure());
        assertTrue(corrupt.detail().contains(why), corrupt.detail());
    }
}

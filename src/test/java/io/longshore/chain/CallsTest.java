package io.longshore.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CallsTest {
    private static final Account ALICE = account(0xA1);
    private static final Account BOB = account(0x00B0);
    private static final Hash QUOTE = hash(0x51);
    private static final BucketId BUCKET = new BucketId((1L << 53) - 1);
    private static final Amount MOST = new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    private static Account account(int fill) {
        var bytes = new byte[Account.SIZE];
        bytes[0] = 0;
        bytes[5] = (byte) (fill >> 8);
        bytes[19] = (byte) fill;
        return Account.of(bytes);
    }

    private static Hash hash(int fill) {
        return Hash.of("%02x".formatted(fill).repeat(Hash.SIZE));
    }

    /// Selectors of the Autonomi network's vault and of ERC-20, as their ABIs publish them.
    @Test
    void selectorsAreThePublishedOnes() {
        Map.of("b6c2141b", new VaultCall.PayForQuotes(List.of()).calldata(),
                "5d847f0d", new VaultCall.VerifyPayment(List.of()).calldata(),
                "fe3c806e", new VaultCall.CompletedPayments(QUOTE).calldata(),
                "4ec42e8e", new VaultCall.AntToken().calldata(),
                "474740b1", new VaultCall.BatchLimit().calldata(),
                "095ea7b3", new TokenCall.Approve(ALICE, MOST).calldata(),
                "dd62ed3e", new TokenCall.Allowance(ALICE, BOB).calldata(),
                "70a08231", new TokenCall.BalanceOf(ALICE).calldata(),
                "a9059cbb", new TokenCall.Transfer(ALICE, MOST).calldata(),
                "23b872dd", new TokenCall.TransferFrom(ALICE, BOB, MOST).calldata())
                .forEach((selector, calldata) -> assertEquals(selector, calldata.slice(0, 4).hex()));
    }

    /// Errors of the Autonomi network's vault, and Solidity's own, as they are published.
    @Test
    void errorSelectorsAreThePublishedOnes() {
        Map.of("b418582c", new VaultRefusal.AntTokenNull(),
                "359fd044", new VaultRefusal.BatchLimitExceeded(),
                "7db491eb", new VaultRefusal.InvalidInputLength(),
                "9d8c19ed", new VaultRefusal.PaymentAlreadyExists(QUOTE),
                "5274afe7", new VaultRefusal.TokenFailed(ALICE),
                "08c379a0", new Revert.Reason("no"),
                "4e487b71", new Revert.Panic(BigInteger.ONE))
                .forEach((selector, revert) -> assertEquals(selector, revert.data().slice(0, 4).hex()));
    }

    /// The layout the Solidity ABI specification gives a dynamic array of static tuples: offset, length, rows.
    @Test
    void payForQuotesHasTheLayoutOfTheAbiSpecification() {
        var calldata = new VaultCall.PayForQuotes(List.of(new VaultPayment(ALICE, Amount.of(3), QUOTE))).calldata();
        assertEquals("b6c2141b" + "%064x".formatted(32) + "%064x".formatted(1)
                + "000000000000000000000000" + ALICE.bytes().hex() + "%064x".formatted(3) + QUOTE.bytes().hex(),
                calldata.hex());
    }

    @Test
    void vaultCallsComeBackAsTheyWere() {
        var rows = IntStream.range(0, 64)
                .mapToObj(i -> new VaultPayment(account(i + 1), Amount.of(i), hash(i))).toList();
        for (var call : List.of(new VaultCall.PayForQuotes(rows), new VaultCall.PayForQuotes(List.of()),
                new VaultCall.VerifyPayment(rows), new VaultCall.CompletedPayments(QUOTE), new VaultCall.AntToken(),
                new VaultCall.BatchLimit())) {
            assertEquals(Optional.of(call), VaultCall.decode(call.calldata()));
            assertEquals(Optional.empty(), RegistryCall.decode(call.calldata()));
        }
    }

    @Test
    void tokenCallsComeBackAsTheyWere() {
        for (var call : List.of(new TokenCall.Name(), new TokenCall.Symbol(), new TokenCall.Decimals(),
                new TokenCall.Minter(), new TokenCall.TotalSupply(), new TokenCall.BalanceOf(ALICE),
                new TokenCall.Allowance(ALICE, BOB), new TokenCall.Mint(ALICE, MOST),
                new TokenCall.Approve(BOB, Amount.ZERO), new TokenCall.Transfer(BOB, MOST),
                new TokenCall.TransferFrom(ALICE, BOB, MOST))) {
            assertEquals(Optional.of(call), TokenCall.decode(call.calldata()));
        }
    }

    @Test
    void registryCallsComeBackAsTheyWere() {
        var odd = List.of(Bytes.of(new byte[65]), Bytes.of(), Bytes.of(new byte[64]));
        for (var call : List.of(new RegistryCall.RegisterProvider("http://é"), new RegistryCall.Provider(ALICE),
                new RegistryCall.OpenBucket(BUCKET, List.of(ALICE, BOB), 255),
                new RegistryCall.OpenBucket(BUCKET, List.of(), 0), new RegistryCall.AddProvider(BUCKET, ALICE),
                new RegistryCall.Bucket(BUCKET), new RegistryCall.SubmitCheckpoint(BUCKET, QUOTE, -1, -2, odd),
                new RegistryCall.ExtendCheckpoint(BUCKET, odd), new RegistryCall.Checkpoint(BUCKET))) {
            assertEquals(Optional.of(call), RegistryCall.decode(call.calldata()));
        }
    }

    @Test
    void answersComeBackAsTheyWere() throws FailureException {
        check(new VaultCall.CompletedPayments(QUOTE), VaultCall.Completed.of(new VaultPayment(ALICE, MOST128, QUOTE)));
        check(new VaultCall.VerifyPayment(List.of()),
                List.of(new VaultCall.Verification(QUOTE, MOST, true), new VaultCall.Verification(QUOTE, MOST, false)));
        check(new VaultCall.AntToken(), ALICE);
        check(new VaultCall.BatchLimit(), BigInteger.valueOf(VaultCall.BATCH_LIMIT));
        check(new TokenCall.BalanceOf(ALICE), MOST);
        check(new TokenCall.Name(), "é");
        check(new TokenCall.Decimals(), 18);
        check(new TokenCall.Transfer(ALICE, MOST), true);
        check(new RegistryCall.Provider(ALICE), "http://127.0.0.1:1");
        check(new RegistryCall.Bucket(BUCKET), new RegistryCall.BucketState(ALICE, 3, List.of(ALICE, BOB)));
        check(new RegistryCall.Checkpoint(BUCKET),
                new RegistryCall.CheckpointState(QUOTE, 1, 2, 3, 4, List.of(BOB, ALICE)));
        check(new RegistryCall.Checkpoint(BUCKET), RegistryCall.CheckpointState.NONE);
    }

    private static final Amount MOST128 = new Amount(BigInteger.TWO.pow(128).subtract(BigInteger.ONE));

    private static <T> void check(Query<T> query, T answer) throws FailureException {
        assertEquals(answer, query.decode(query.encode(answer)));
    }

    @Test
    void anAnswerOfNobodyIsCorrupt() {
        var failure = assertThrows(FailureException.class,
                () -> new TokenCall.BalanceOf(ALICE).decode(Bytes.of())).failure();
        assertTrue(failure instanceof Failure.Corrupt, failure.toString());
    }

    @Test
    void eventsComeBackAsTheyWere() {
        var paid = new VaultEvent(ALICE, MOST, QUOTE);
        assertEquals(Optional.of(paid), VaultEvent.of(paid.log(BOB)));
        for (var event : List.of(new TokenEvent.Transfer(ALICE, BOB, MOST),
                new TokenEvent.Approval(ALICE, BOB, MOST))) {
            assertEquals(Optional.of(event), TokenEvent.of(event.log(BOB)));
            assertEquals(Optional.empty(), VaultEvent.of(event.log(BOB)));
        }
        for (var event : List.of(new RegistryEvent.CheckpointSubmitted(BUCKET, QUOTE, 0, 7, List.of(ALICE, BOB)),
                new RegistryEvent.CheckpointExtended(BUCKET, QUOTE, List.of(ALICE)))) {
            assertEquals(Optional.of(event), RegistryEvent.of(event.log(BOB)));
        }
    }

    @Test
    void refusalsComeBackAsTheyWere() {
        for (var revert : List.of(new VaultRefusal.AntTokenNull(), new VaultRefusal.BatchLimitExceeded(),
                new VaultRefusal.InvalidInputLength(), new VaultRefusal.PaymentAlreadyExists(QUOTE),
                new VaultRefusal.TokenFailed(ALICE), new VaultRefusal.AmountTooLarge(128, MOST.atto()),
                new TokenRefusal.InsufficientBalance(ALICE, Amount.ZERO, MOST),
                new TokenRefusal.InsufficientAllowance(ALICE, Amount.ZERO, MOST),
                new TokenRefusal.InvalidReceiver(ALICE), new TokenRefusal.InvalidSpender(ALICE),
                new TokenRefusal.NotMinter(ALICE), new RegistryRefusal.BucketExists(BUCKET),
                new RegistryRefusal.BucketUnknown(BUCKET), new RegistryRefusal.NotBucketOwner(ALICE),
                new RegistryRefusal.ProviderZero(), new RegistryRefusal.ProviderRepeated(ALICE),
                new RegistryRefusal.MinProvidersOutOfRange(4, 3), new RegistryRefusal.CheckpointEmpty(),
                new RegistryRefusal.CheckpointUnknown(BUCKET), new RegistryRefusal.SequenceOverflow(-1, 1),
                new RegistryRefusal.StartBelowLast(1, 2), new RegistryRefusal.EndNotAboveLast(1, 2),
                new RegistryRefusal.SignatureInvalid(3), new RegistryRefusal.SignerNotProvider(ALICE),
                new RegistryRefusal.SignerRepeated(ALICE), new RegistryRefusal.TooFewSigners(2, 3),
                new Revert.Reason("because"), new Revert.Panic(BigInteger.valueOf(0x11)),
                new Revert.Unknown(Bytes.of()), new Revert.Unknown(Bytes.fromHex("0xdeadbeef")))) {
            assertEquals(revert, Revert.of(revert.data()));
        }
    }

    @Test
    void malformedCalldataIsNoCall() {
        var whole = new VaultCall.PayForQuotes(List.of(new VaultPayment(ALICE, MOST, QUOTE))).calldata();
        for (int length = 0; length < whole.size(); length++) {
            assertEquals(Optional.empty(), VaultCall.decode(whole.slice(0, length)), "cut to " + length);
        }
        var bytes = whole.toArray();
        bytes[4] = (byte) 0xff;
        assertEquals(Optional.empty(), VaultCall.decode(Bytes.of(bytes)));
    }
}

package io.longshore.chain;

import java.math.BigInteger;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SignedTransactionTest {
    /// A transaction of Ethereum's main network, hash and sender as every explorer shows them.
    private static final Transaction MAINNET = new Transaction(new ChainId(1), 0x42,
            new Fee(Wei.of(0x4a817c800L), Wei.of(0x3b9aca00L)), 44386,
            Optional.of(Account.of("0x6069a6c32cf691f5982febae4faf8a6f3ab2f0f6")), Wei.ZERO,
            Bytes.fromHex("0xa22cb4650000000000000000000000005eee75727d804a2b13038928d36f8b188945a57a"
                    + "0000000000000000000000000000000000000000000000000000000000000000"));
    private static final Signature MAINNET_SIGNATURE = Signature.of(
            "840cfc572845f5786e702984c2a582528cad4b49b2a10b9db1be7fca90058565"
                    + "25e7109ceb98168d95b09b18bbf6b685130e0562f233877d492b94eee0c5b6d1" + "1b");
    private static final Hash MAINNET_HASH = Hash
            .of("0x0ec0b6a2df4d87424e5f6ad2a654e27aaeb7dac20ae9e8385cc09087ad532ee0");
    private static final Account MAINNET_SENDER = Account.of("0xdd6b8b3dc6b7ad97db52f08a275ff4483e024cea");

    private static final SigningKey KEY = SigningKey.of(Bytes.fromHex("46".repeat(32)).toArray());

    @Test
    void aTransactionOfTheMainNetworkHasItsHashAndSender() throws FailureException {
        var signed = MAINNET.signed(MAINNET_SENDER, MAINNET_SIGNATURE);
        assertEquals(MAINNET_HASH, signed.hash());
        assertEquals(signed, SignedTransaction.decode(signed.raw()));
    }

    @Test
    void whatIsSignedIsDecodedAsItWas() throws FailureException {
        for (var transaction : new Transaction[]{MAINNET,
            new Transaction(new ChainId(Long.MAX_VALUE), 0, new Fee(Wei.ZERO, Wei.ZERO), 0, Optional.empty(),
                    Wei.of("115792089237316195423570985008687907853269984665640564039457584007913129639935"),
                    Bytes.of()),
            Transaction.call(new ChainId(31337), Long.MAX_VALUE, new Fee(Wei.of(128), Wei.of(127)), 21000,
                    MAINNET_SENDER, Bytes.of(new byte[70_000]))}) {
            var signed = transaction.sign(KEY);
            assertEquals(KEY.account(), signed.from());
            assertEquals(signed, SignedTransaction.decode(signed.raw()));
        }
    }

    @Test
    void whatIsCutIsCorrupt() {
        var raw = MAINNET.sign(KEY).raw();
        for (int length = 1; length < raw.size(); length++) {
            var cut = raw.slice(0, length);
            assertInstanceOf(Failure.Corrupt.class,
                    assertThrows(FailureException.class, () -> SignedTransaction.decode(cut)).failure());
        }
    }

    @Test
    void whatIsLongerOrNoListIsCorrupt() {
        for (var hex : new String[]{"0280", "02c0", "02c101", MAINNET.sign(KEY).raw().hex() + "00"}) {
            assertInstanceOf(Failure.Corrupt.class,
                    assertThrows(FailureException.class, () -> SignedTransaction.decode(Bytes.fromHex(hex))).failure(),
                    hex);
        }
    }

    @Test
    void anotherTypeIsNamed() {
        assertInstanceOf(Failure.Unsupported.class,
                assertThrows(FailureException.class, () -> SignedTransaction.decode(Bytes.fromHex("f86c09")))
                        .failure());
    }

    /// EIP-2: of the two signatures that recover to one key, only that with the low s is one.
    @Test
    void aHighSIsNoSignature() {
        var bytes = MAINNET_SIGNATURE.bytes().toArray();
        var order = new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
        var high = order.subtract(new BigInteger(1, bytes, 32, 32));
        var flipped = Signature.of(MAINNET_SIGNATURE.bytes().slice(0, 32).hex() + "%064x".formatted(high) + "1c");
        var raw = MAINNET.signed(MAINNET_SENDER, flipped).raw();
        assertInstanceOf(Failure.Corrupt.class,
                assertThrows(FailureException.class, () -> SignedTransaction.decode(raw)).failure());
    }

    @Test
    void aBumpIsAnEighthMoreAndNeverLess() {
        assertEquals(new Fee(Wei.of(9), Wei.of(2)), new Fee(Wei.of(8), Wei.of(1)).bumped());
        assertEquals(new Fee(Wei.of(1125), Wei.ZERO), new Fee(Wei.of(1000), Wei.ZERO).bumped());
    }

    @Test
    void paysTheBaseFeeAndAsMuchTipAsFits() {
        var fee = new Fee(Wei.of(100), Wei.of(10));
        assertEquals(Wei.of(60), fee.paid(Wei.of(50)));
        assertEquals(Wei.of(100), fee.paid(Wei.of(95)));
        assertThrows(IllegalArgumentException.class, () -> fee.paid(Wei.of(101)));
    }
}

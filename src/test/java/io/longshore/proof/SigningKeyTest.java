package io.longshore.proof;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.longshore.Seeds;
import io.longshore.Vectors;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.Signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SigningKeyTest {
    private static final String ONE = "00".repeat(31) + "01";
    private static final String LAST = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";

    @Test
    void providerOfTheVectorsIsItsKeys() {
        JsonNode provider = Vectors.of("provider");
        SigningKey key = key(provider.required("private_key").stringValue());
        assertEquals(Bytes.fromHex(provider.required("public_key").stringValue()), key.publicKey());
        assertEquals(Account.of(provider.required("provider_id").stringValue()), key.account());
    }

    /// RFC 6979 has no secp256k1; these are the answers that bitcoin libraries share for its method on this curve
    /// (spesmilo/electrum `test_bitcoin.py`, bitcoinjs `ecdsa.json`): private key and message, SHA-256 of which is signed.
    @Test
    void noncesAreThoseOfRfc6979() {
        assertSigns(ONE, "Everything should be made as simple as possible, but not simpler.",
                "33a69cd2065432a30f3d1ce4eb0d59b8ab58c74f27c41a7fdb5696ad4e6108c9",
                "6f807982866f785d3f6418d24163ddae117b7db4d5fdf0071de069fa54342262");
        assertSigns(LAST, "Equations are more important to me, because politics is for the present, but an equation "
                + "is something for eternity.",
                "54c4a33c6423d689378f160a7ff8b61330444abb58fb470f96ea16d99d4a2fed",
                "07082304410efa6b2943111b6a4e0aaa7b7db55a07e9861d1fb3cb1f421044a5");
        assertSigns(ONE, "All those moments will be lost in time, like tears in rain. Time to die...",
                "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b",
                "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21");
    }

    /// The account of the private key 1, as every Ethereum library gives it.
    @Test
    void accountIsThatOfEthereum() {
        assertEquals(Account.of("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"), key(ONE).account());
    }

    @Test
    void everySignatureRecoversToItsSigner() {
        Seeds.check(40, random -> {
            byte[] secret = Seeds.bytes(random, 32);
            secret[0] &= 0x7f;
            SigningKey key = SigningKey.of(secret);
            Hash digest = Hash.of(Seeds.bytes(random, 32));
            Signature signature = key.sign(digest);
            assertEquals(signature, key.sign(digest));
            assertEquals(Optional.of(key.account()), Recovery.signer(digest, signature));
            assertNotEquals(Optional.of(key.account()),
                    Recovery.signer(MerkleTreeTest.flipped(digest, random.nextInt(256)), signature));
            byte[] other = signature.bytes().toArray();
            other[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            assertNotEquals(Optional.of(key.account()), Recovery.signer(digest, Signature.of(other)));
        });
    }

    @Test
    void otherFormsOfAGoodSignatureAreRefused() {
        Hash digest = Hashes.sha256("digest".getBytes(US_ASCII));
        byte[] good = key(ONE).sign(digest).bytes().toArray();
        BigInteger order = new BigInteger(LAST, 16).add(BigInteger.ONE);
        byte[] high = good.clone();
        BigInteger s = BigIntegers.fromUnsignedByteArray(good, 32, 32);
        BigIntegers.asUnsignedByteArray(order.subtract(s), high, 32, 32);
        high[64] = (byte) (good[64] == 27 ? 28 : 27);
        assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(high)));
        for (int v : new int[]{0, 1, 26, 29, 255}) {
            byte[] bytes = good.clone();
            bytes[64] = (byte) v;
            assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(bytes)));
        }
        byte[] noR = good.clone();
        Arrays.fill(noR, 0, 32, (byte) 0);
        assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(noR)));
        byte[] noS = good.clone();
        Arrays.fill(noS, 32, 64, (byte) 0);
        assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(noS)));
        byte[] largeR = good.clone();
        BigIntegers.asUnsignedByteArray(order, largeR, 0, 32);
        assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(largeR)));
        // 5 is the x of no point of the curve.
        byte[] noPoint = good.clone();
        BigIntegers.asUnsignedByteArray(BigInteger.valueOf(5), noPoint, 0, 32);
        assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(noPoint)));
        assertEquals(Optional.empty(), Recovery.signer(digest, Signature.of(new byte[65])));
    }

    @Test
    void secretsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(new byte[31]));
        byte[] order = new BigInteger(LAST, 16).add(BigInteger.ONE).toByteArray();
        assertThrows(IllegalArgumentException.class, () -> SigningKey.of(Arrays.copyOfRange(order, 1, 33)));
        byte[] last = Bytes.fromHex(LAST).toArray();
        assertArrayEquals(last, SigningKey.of(last).secret());
    }

    @Test
    void hidesItself() {
        assertEquals("[hidden]", SigningKey.random(new SecureRandom()).toString());
    }

    private static void assertSigns(String secret, String message, String r, String s) {
        Signature signature = key(secret).sign(Hashes.sha256(message.getBytes(US_ASCII)));
        assertEquals(r + s, signature.bytes().slice(0, 64).hex());
    }

    private static SigningKey key(String hex) {
        return SigningKey.of(Bytes.fromHex(hex).toArray());
    }
}

package io.longshore.proof;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.longshore.Seeds;
import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.model.VouchedKey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommitmentSignerTest {
    private static final ChainId CHAIN = new ChainId((1L << 40) + 7);
    private static final Account REGISTRY = Account.of("0x" + "44".repeat(20));
    private static final byte[] HELLO = "hello world".getBytes(US_ASCII);

    private static Bytes payload(RandomGenerator random) {
        return CommitmentDigest.payload(new BucketId(random.nextInt(1 << 30)), Hash.of(Seeds.bytes(random, 32)), 0,
                random.nextLong(1L << 40));
    }

    private static Optional<Account> signer(CommitmentSignature signature, Bytes payload) {
        return CommitmentSigner.of(signature, CHAIN, REGISTRY, payload);
    }

    private static CommitmentSignature decoded(CommitmentKey key, Bytes sent) {
        return MultiSignature.decode(key.scheme(), sent, key.vouched());
    }

    private static SigningKey key(RandomGenerator random) {
        byte[] secret = Seeds.bytes(random, 32);
        secret[0] &= 0x7f;
        return SigningKey.of(secret);
    }

    /// Signatures that Substrate's libraries share as known answers (polkadot-js/common `signature/verify.spec.ts`), over the
    /// text `hello world`: by Eth, for the account that is named there, and by Ecdsa, whose account there is the BLAKE2b-256 of
    /// the compressed key.
    @Test
    void recoverableSignaturesAreTheKnownOnes() {
        Signature eth = sent("4e35aad35793b71f08566615661c9b741d7c605bc8935ac08608dff685324d71"
                + "b5704fbd14c9297d2f584ea0735f015dcf0def66b802b3f555e1db916eda4b7700", CommitmentScheme.ETH);
        assertFalse(Recovery.signer(Hashes.keccak256(HELLO), eth).isPresent(), "its s is high");
        assertEquals(Optional.of(Account.of("0x54Dab85EE2c7b9F7421100d7134eFb5DfA4239bF")),
                Recovery.signer(Hashes.keccak256(HELLO), low(eth)));
        Signature ecdsa = sent("994638ee586d2c5dbd9bacacbc35d9b7e9018de8f7892f00c900db63bc57b128"
                + "3e2ee7bc51a9b1c1dae121ac4f4b9e2a41cd1d6bf4bb3e24d7fed6faf6d85e0501", CommitmentScheme.ECDSA);
        Bytes key = Bytes.fromHex("031af15509c2e0bf4eaebb7616f88b7de949844df400df42e92b4b5df176ccfba4");
        assertEquals(Hash.of("59f587c045d4d4e9aa1016eae43770fc0551df8a385027723342753a876aeef0"),
                Hashes.blake2b256(key.toArray()));
        assertEquals(PublicKey.account(key), Recovery.signer(Hashes.blake2b256(HELLO), ecdsa));
    }

    private static Signature sent(String hex, CommitmentScheme scheme) {
        return ((CommitmentSignature.Recoverable) MultiSignature.decode(scheme, Bytes.fromHex(hex), Optional.empty()))
                .signature();
    }

    private static Signature low(Signature signature) {
        byte[] bytes = signature.bytes().toArray();
        BigInteger s = BigIntegers.fromUnsignedByteArray(bytes, 32, 32);
        BigIntegers.asUnsignedByteArray(Curve.ORDER.subtract(s), bytes, 32, 32);
        bytes[64] = (byte) (27 + 28 - bytes[64]);
        return Signature.of(bytes);
    }

    /// The same source's Ed25519 answer, and tests 1 to 3 of RFC 8032, 7.1.
    @Test
    void ed25519SignaturesAreTheKnownOnes() {
        assertKnown("3d0c37d300d361c7042511d551afa617fbc790d21353ba01c4e70e9cab2e8d92", HELLO,
                "299d3bf4c8bb51af732f8067b3a3015c0862a5ff34721749d8ed6577ea270836"
                        + "5d1c5f76bd519009971e41156f12c70abc2533837ceb3bad9a05a99ab923de06");
        assertKnown("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", new byte[0],
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        assertKnown("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", new byte[]{0x72},
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertKnown("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                new byte[]{(byte) 0xaf, (byte) 0x82},
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    private static void assertKnown(String key, byte[] message, String signature) {
        assertTrue(Ed25519Key.verifies(Bytes.fromHex(key), Bytes.of(message), Bytes.fromHex(signature)));
        assertFalse(Ed25519Key.verifies(Bytes.fromHex(key), Bytes.of((byte) 1), Bytes.fromHex(signature)));
    }

    @ParameterizedTest
    @EnumSource
    void everySchemeTellsItsSignerAndGoesOverTheWire(CommitmentScheme scheme) {
        Seeds.check(5, random -> {
            SigningKey identity = key(random);
            CommitmentKey key = CommitmentKey.of(identity, scheme);
            Bytes payload = payload(random);
            CommitmentSignature signature = key.sign(CHAIN, REGISTRY, payload);
            assertEquals(scheme, signature.scheme());
            assertEquals(Optional.of(identity.account()), signer(signature, payload));
            Bytes sent = MultiSignature.encode(signature);
            assertEquals(signature, decoded(key, sent));
            if (scheme != CommitmentScheme.LSH1) {
                assertEquals(signature, decoded(key, sent.slice(1, sent.size())), "as older nodes send it");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyBitOfASignatureCounts(CommitmentScheme scheme) {
        Seeds.check(1, random -> {
            SigningKey identity = key(random);
            CommitmentKey key = CommitmentKey.of(identity, scheme);
            Bytes payload = payload(random);
            byte[] sent = MultiSignature.encode(key.sign(CHAIN, REGISTRY, payload)).toArray();
            for (int bit = 0; bit < sent.length * 8; bit++) {
                byte[] other = sent.clone();
                other[bit / 8] ^= (byte) (1 << bit % 8);
                assertNotEquals(Optional.of(identity.account()), judged(key, Bytes.of(other), payload));
            }
            byte[] said = payload.toArray();
            for (int bit = 0; bit < said.length * 8; bit += 7) {
                byte[] other = said.clone();
                other[bit / 8] ^= (byte) (1 << bit % 8);
                assertNotEquals(Optional.of(identity.account()), judged(key, Bytes.of(sent), Bytes.of(other)));
            }
            for (int length = 0; length < sent.length + 3; length++) {
                if (length != sent.length && (scheme == CommitmentScheme.LSH1 || length != sent.length - 1)) {
                    Bytes cut = Bytes.of(Arrays.copyOf(sent, length));
                    assertThrows(IllegalArgumentException.class, () -> decoded(key, cut));
                }
            }
        });
    }

    private static Optional<Account> judged(CommitmentKey key, Bytes sent, Bytes payload) {
        try {
            return signer(decoded(key, sent), payload);
        } catch (IllegalArgumentException _) {
            // Another tag: it is refused before anything is verified.
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureIsGoodByItsOwnSchemeOnly(CommitmentScheme scheme) {
        Seeds.check(1, random -> {
            SigningKey identity = key(random);
            Bytes payload = payload(random);
            for (CommitmentScheme other : CommitmentScheme.values()) {
                if (other != scheme) {
                    CommitmentKey theirs = CommitmentKey.of(identity, other);
                    Bytes sent = MultiSignature.encode(theirs.sign(CHAIN, REGISTRY, payload));
                    assertNotEquals(Optional.of(identity.account()),
                            judged(CommitmentKey.of(identity, scheme), sent, payload), other + " as " + scheme);
                }
            }
        });
    }

    @Test
    void onlyOursIsBoundToChainAndRegistry() {
        Seeds.check(2, random -> {
            SigningKey identity = key(random);
            Bytes payload = payload(random);
            for (CommitmentScheme scheme : CommitmentScheme.values()) {
                CommitmentSignature signature = CommitmentKey.of(identity, scheme).sign(CHAIN, REGISTRY, payload);
                boolean good = CommitmentSigner.of(signature, new ChainId(1), REGISTRY, payload)
                        .equals(Optional.of(identity.account()));
                assertEquals(scheme != CommitmentScheme.LSH1, good, scheme.word());
                assertEquals(scheme == CommitmentScheme.LSH1, scheme.anchors());
            }
        });
    }

    @Test
    void otherFormsOfAGoodSignatureAreRefused() {
        Seeds.check(3, random -> {
            SigningKey identity = key(random);
            Bytes payload = payload(random);
            for (CommitmentScheme scheme : CommitmentScheme.values()) {
                if (CommitmentKey.of(identity, scheme).sign(CHAIN, REGISTRY,
                        payload) instanceof CommitmentSignature.Recoverable(var _, Signature good)) {
                    assertEquals(Optional.empty(),
                            signer(new CommitmentSignature.Recoverable(scheme, low(good)), payload), "a high s");
                }
            }
            CommitmentSignature.Ed25519 good = (CommitmentSignature.Ed25519) CommitmentKey
                    .of(identity, CommitmentScheme.ED25519).sign(CHAIN, REGISTRY, payload);
            BigInteger order = BigInteger.TWO.pow(252)
                    .add(new BigInteger("27742317777372353535851937790883648493"));
            byte[] bytes = good.bytes().toArray();
            byte[] s = Arrays.reverse(Arrays.copyOfRange(bytes, 32, 64));
            byte[] more = Arrays.reverse(
                    BigIntegers.asUnsignedByteArray(32, new BigInteger(1, s).add(order)));
            System.arraycopy(more, 0, bytes, 32, 32);
            assertEquals(Optional.empty(),
                    signer(new CommitmentSignature.Ed25519(Bytes.of(bytes), good.by()), payload), "s and the order");
        });
    }

    /// Under the neutral element as a key, R = neutral and s = 0 would sign everything.
    @Test
    void keysThatSignEverythingAreRefused() {
        Seeds.check(1, random -> {
            byte[] neutral = new byte[32];
            neutral[0] = 1;
            byte[] signature = new byte[64];
            signature[0] = 1;
            Bytes key = Bytes.of(neutral);
            SigningKey identity = key(random);
            assertEquals(Optional.empty(), signer(new CommitmentSignature.Ed25519(Bytes.of(signature),
                    new VouchedKey(key, identity.sign(CommitmentSigner.voucher(key)))), payload(random)));
        });
    }

    @Test
    void aKeyOfItsOwnIsNobodysWithoutThatOnesWord() {
        Seeds.check(2, random -> {
            SigningKey identity = key(random);
            SigningKey thief = key(random);
            Bytes payload = payload(random);
            CommitmentSignature.Ed25519 stolen = (CommitmentSignature.Ed25519) CommitmentKey
                    .of(thief, CommitmentScheme.ED25519).sign(CHAIN, REGISTRY, payload);
            VouchedKey good = CommitmentKey.of(identity, CommitmentScheme.ED25519).vouched().orElseThrow();
            assertNotEquals(Optional.of(identity.account()), signer(new CommitmentSignature.Ed25519(stolen.bytes(),
                    new VouchedKey(stolen.by().key(), good.voucher())), payload), "another's word");
            assertNotEquals(Optional.of(identity.account()),
                    signer(new CommitmentSignature.Ed25519(stolen.bytes(), good), payload), "another's signature");
            assertThrows(IllegalArgumentException.class, () -> MultiSignature.decode(CommitmentScheme.ED25519,
                    stolen.bytes(), Optional.empty()), "no key");
        });
    }

    @Test
    void hidesItself() {
        Seeds.check(1, random -> assertEquals("[hidden]",
                CommitmentKey.of(key(random), CommitmentScheme.ED25519).toString()));
    }
}

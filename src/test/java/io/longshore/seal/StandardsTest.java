package io.longshore.seal;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

import io.longshore.Seeds;
import io.longshore.model.Bytes;
import io.longshore.model.Nonce;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The standards' own known answers.
class StandardsTest {
    /// RFC 5869, appendix A.1 to A.3.
    @Test
    void hkdfIsThatOfRfc5869() {
        assertEquals("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                hex(Hkdf.derive(bytes("0b".repeat(22)), bytes("000102030405060708090a0b0c"),
                        bytes("f0f1f2f3f4f5f6f7f8f9"), 42)));
        assertEquals("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
                hex(Hkdf.derive(range(0x00, 80), range(0x60, 80), range(0xb0, 80), 82)));
        assertEquals("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                hex(Hkdf.derive(bytes("0b".repeat(22)), new byte[0], new byte[0], 42)));
    }

    /// RFC 9180, appendix A.2.1: the first encryption of the base mode.
    @Test
    void hpkeIsThatOfRfc9180() throws Exception {
        Bytes receiver = Bytes.fromHex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a");
        byte[] secret = bytes("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
        byte[] ephemeral = bytes("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600");
        byte[] info = "Ode on a Grecian Urn".getBytes(US_ASCII);
        byte[] aad = "Count-0".getBytes(US_ASCII);
        byte[] plain = "Beauty is truth, truth beauty".getBytes(US_ASCII);
        assertEquals(receiver, Hpke.publicKey(secret));

        Hpke.Sealed sealed = Hpke.seal(receiver, info, aad, plain, ephemeral);
        assertEquals("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a", sealed.enc().hex());
        assertEquals("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28",
                sealed.ciphertext().hex());
        assertArrayEquals(plain, Hpke.open(secret, info, aad, sealed));
    }

    @Test
    void hpkeOpensNothingElse() {
        byte[] secret = range(1, 32);
        byte[] info = {1};
        byte[] aad = {2};
        Seeds.check(20, random -> {
            Hpke.Sealed sealed = Hpke.seal(Hpke.publicKey(secret), info, aad, Seeds.bytes(random, 40),
                    Seeds.bytes(random, 32));
            byte[] enc = sealed.enc().toArray();
            // The highest bit of an X25519 coordinate is ignored (RFC 7748, 5), but not by what is derived from it.
            enc[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            byte[] ciphertext = sealed.ciphertext().toArray();
            ciphertext[random.nextInt(ciphertext.length)] ^= (byte) (1 << random.nextInt(8));
            refuses(secret, info, aad, new Hpke.Sealed(Bytes.of(enc), sealed.ciphertext()));
            refuses(secret, info, aad, new Hpke.Sealed(sealed.enc(), Bytes.of(ciphertext)));
            refuses(secret, aad, aad, sealed);
            refuses(secret, info, info, sealed);
            refuses(range(2, 32), info, aad, sealed);
            refuses(secret, info, aad, new Hpke.Sealed(sealed.enc(), sealed.ciphertext().slice(0, 15)));
            refuses(secret, info, aad, new Hpke.Sealed(sealed.enc().slice(0, 31), sealed.ciphertext()));
        });
        // A point of low order: the shared secret would be zeros whatever the private key.
        refuses(secret, info, aad, new Hpke.Sealed(Bytes.of(new byte[32]), Bytes.of(new byte[48])));
    }

    /// RFC 9106, section 5.3; the two below are from the reference implementation (P-H-C/phc-winner-argon2).
    @Test
    void argon2idIsThatOfRfc9106() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(32).withIterations(3).withParallelism(4)
                .withSalt(bytes("02".repeat(16))).withSecret(bytes("03".repeat(8)))
                .withAdditional(bytes("04".repeat(12))).build());
        byte[] tag = new byte[32];
        generator.generateBytes(bytes("01".repeat(32)), tag);
        assertEquals("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", hex(tag));
    }

    @Test
    void passphraseIsTheReferenceImplementations() {
        Bytes salt = Bytes.of(range(0, 16));
        assertEquals("35c7707cb166c5582a778dba16e5a41671af7ea84b926db594e0bc1d95ba4934",
                hex(new Passphrase(64 * 1024, 3, 1, salt).key("pässword 🔑".toCharArray())));
        assertEquals("a8a458282fe6a03eea6221cbfabb5ad68f88312af33aa43390be43c5fc2be894",
                hex(new Passphrase(32, 1, 4, salt).key(new char[0])));
    }

    /// Test case 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", 2005, which NIST took over.
    @Test
    void gcmIsThatOfNist() {
        byte[] key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        Nonce nonce = Nonce.of("cafebabefacedbaddecaf888");
        byte[] aad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain = bytes(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                        + "b16aedf5aa0de657ba637b39");
        byte[] sealed = Gcm.seal(Gcm.key(key), nonce, aad, plain);
        assertEquals("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b", hex(sealed));
        byte[] opened = new byte[plain.length];
        assertTrue(Gcm.open(Gcm.key(key), nonce, aad, sealed, 0, sealed.length, opened));
        assertArrayEquals(plain, opened);
    }

    @Test
    void gcmInPiecesIsThePlatformsInOneGo() throws Exception {
        SecretKeySpec key = Gcm.key(range(7, 32));
        Nonce nonce = Nonce.of(range(1, 12));
        for (int length : new int[]{0, 1, 15, 16, 17, 4_095, 4_096, 4_097, 8_192, 8_193, 65_536, 200_000}) {
            byte[] plain = Seeds.bytes(new SplittableRandom(length), length);
            byte[] sealed = Gcm.seal(key, nonce, range(0, 3), plain);
            Cipher platform = Cipher.getInstance("AES/GCM/NoPadding");
            platform.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, range(1, 12)));
            platform.updateAAD(range(0, 3));
            assertArrayEquals(platform.doFinal(plain), sealed);
            byte[] placed = new byte[sealed.length + 5];
            System.arraycopy(sealed, 0, placed, 5, sealed.length);
            byte[] opened = new byte[length];
            assertTrue(Gcm.open(key, nonce, range(0, 3), placed, 5, sealed.length, opened));
            assertArrayEquals(plain, opened);
            placed[5 + length / 2] ^= 1;
            assertFalse(Gcm.open(key, nonce, range(0, 3), placed, 5, sealed.length, opened));
            assertArrayEquals(new byte[length], opened);
        }
    }

    @Test
    void gcmWipesWhatItDoesNotOpen() {
        byte[] sealed = Gcm.seal(Gcm.key(range(0, 32)), Nonce.of(range(0, 12)), new byte[0], range(5, 100));
        sealed[3] ^= 1;
        byte[] out = range(1, 100);
        assertFalse(Gcm.open(Gcm.key(range(0, 32)), Nonce.of(range(0, 12)), new byte[0], sealed, 0, 116, out));
        assertArrayEquals(new byte[100], out);
        assertFalse(Gcm.open(Gcm.key(range(0, 32)), Nonce.of(range(0, 12)), new byte[0], sealed, 0, 15, out));
    }

    private static void refuses(byte[] secret, byte[] info, byte[] aad, Hpke.Sealed sealed) {
        assertThrows(InvalidCipherTextException.class, () -> Hpke.open(secret, info, aad, sealed));
    }

    private static byte[] range(int from, int count) {
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (from + i));
        return bytes;
    }

    private static byte[] bytes(String hex) {
        return Bytes.fromHex(hex).toArray();
    }

    private static String hex(byte[] bytes) {
        return Bytes.of(bytes).hex();
    }
}

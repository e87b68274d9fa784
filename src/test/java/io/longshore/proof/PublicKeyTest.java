package io.longshore.proof;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.longshore.model.Account;
import io.longshore.model.Bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PublicKeyTest {
    // From vectors/format-v1.json, `provider`.
    private static final Bytes KEY = Bytes
            .fromHex("0284bf7562262bbd6940085748f3be6afa52ae317155181ece31b66351ccffa4b0");

    @Test
    void leadsToTheAccount() {
        assertEquals(Optional.of(Account.of("0x6370ef2f4db3611d657b90667de398a2cc2a370c")), PublicKey.account(KEY));
    }

    @Test
    void isRefusedWhenItIsNoPoint() {
        byte[] wrong = KEY.toArray();
        wrong[0] = 5;
        assertEquals(Optional.empty(), PublicKey.account(Bytes.of(wrong)));
        assertEquals(Optional.empty(), PublicKey.account(KEY.slice(0, 32)));
        assertEquals(Optional.empty(), PublicKey.account(Bytes.of(new byte[1])));
        // x^3 + 7 has no root for x = 5.
        byte[] noPoint = new byte[33];
        noPoint[0] = 2;
        noPoint[32] = 5;
        assertEquals(Optional.empty(), PublicKey.account(Bytes.of(noPoint)));
    }
}

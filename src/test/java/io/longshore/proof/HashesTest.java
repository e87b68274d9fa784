package io.longshore.proof;

import org.junit.jupiter.api.Test;

import io.longshore.model.Hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

class HashesTest {
    /// FIPS 180-4, example "abc".
    @Test
    void sha256KnowsTheExample() {
        assertEquals(Hash.of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                Hashes.sha256("abc".getBytes(US_ASCII)));
    }

    /// The Keccak team's answer for no input, and Ethereum's for the text of an ERC-20 transfer's signature, whose first
    /// four bytes are the well-known selector a9059cbb.
    @Test
    void keccakIsTheOneOfEthereum() {
        assertEquals(Hash.of("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"), Hashes.keccak256());
        assertEquals("a9059cbb", Hashes.keccak256("transfer(address,uint256)".getBytes(US_ASCII)).bytes().slice(0, 4)
                .hex());
    }

    @Test
    void partsAreOneRunOfBytes() {
        byte[] a = {1, 2};
        byte[] b = {3};
        byte[] all = {1, 2, 3};
        assertEquals(Hashes.sha256(all), Hashes.sha256(a, b));
        assertEquals(Hashes.keccak256(all), Hashes.keccak256(a, b));
    }
}

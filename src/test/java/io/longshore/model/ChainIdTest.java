package io.longshore.model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChainIdTest {
    /// Ethereum, OP Mainnet, Polygon, Base, Arbitrum One, Sepolia, and the last one below ours.
    @ParameterizedTest
    @ValueSource(longs = {1, 10, 137, 8453, 42_161, 11_155_111, 1L << 40})
    void aPublicChainIsNotForPlay(long id) {
        assertFalse(new ChainId(id).isForPlay());
    }

    @ParameterizedTest
    @ValueSource(longs = {1337, 31_337, (1L << 40) + 1, (1L << 53) - 1})
    void aDevelopmentChainIs(long id) {
        assertTrue(new ChainId(id).isForPlay());
    }
}

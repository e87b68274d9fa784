package io.longshore.localnet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.localnet.BlockRecords.Genesis;
import io.longshore.localnet.BlockRecords.Mined;
import io.longshore.localnet.BlockRecords.Rewound;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

/// A chain as it lies in its folder: what its log says, executed again from the genesis block on.
final class ChainStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChainStore.class);
    private static final String FILE = "chain.log";
    private static final Wei OWNERS_COIN = new Wei(BigInteger.TWO.pow(200));
    private static final long LOWEST_CHAIN_ID = ChainId.OURS_ABOVE + 1;
    private static final long CHAIN_ID_END = 1L << 53;

    private final BlockLog log;
    private final Genesis genesis;
    private final NativeContracts contracts;
    private final Blockchain chain;

    /// Executes the records of a log.
    private static final class Replay implements BlockLog.Reader {
        private @Nullable Genesis genesis;
        private @Nullable Blockchain chain;

        @Override
        public void record(byte[] record) throws FailureException {
            switch (BlockRecords.read(record)) {
                case Genesis first when genesis == null -> begin(first);
                case Mined block when chain != null -> add(chain, block);
                case Rewound(int blocks) when chain != null && blocks >= 0 && blocks <= chain.depth() ->
                    chain.rewind(blocks);
                case Genesis _,Mined _,Rewound _ -> throw corrupt("a record out of place");
            }
        }

        private void begin(Genesis first) {
            genesis = first;
            chain = new Blockchain(new ChainState(
                    NativeContracts.of(first.owner().account()).fresh(first.chain(), first.owner().account()),
                    first.owner().account(), OWNERS_COIN), first.salt(), first.time());
        }

        private static void add(Blockchain chain, Mined block) throws FailureException {
            BlockHeader header = chain.next(block.time(), block.salt(), Optional.of(block.baseFee()));
            boolean next = block.number() == header.number();
            if (!next || chain.append(header, block.transactions()).entries().size() != block.transactions().size()) {
                throw corrupt("block " + block.number() + " cannot be executed again");
            }
        }
    }

    private ChainStore(BlockLog log, Genesis genesis, Blockchain chain) {
        this.log = log;
        this.genesis = genesis;
        this.contracts = NativeContracts.of(genesis.owner().account());
        this.chain = chain;
    }

    private static FailureException corrupt(String detail) {
        return new FailureException(new Failure.Corrupt("the chain's log", detail));
    }

    /// Opens the chain in `folder`, or makes one.
    ///
    /// @throws FailureException `LocalFailure`, `Corrupt`, `Unsupported`, or `DataFolderInUse` if another process has it
    static ChainStore open(Path folder, InstantSource clock, SecureRandom random) throws FailureException {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new FailureException(new Failure.LocalFailure("the chain's folder", failed.toString()), failed);
        }
        Replay replay = new Replay();
        BlockLog log = BlockLog.open(folder.resolve(FILE), replay);
        Genesis genesis = replay.genesis;
        Blockchain chain = replay.chain;
        if (genesis != null && chain != null) {
            return new ChainStore(log, genesis, chain);
        }
        Genesis created = new Genesis(new ChainId(random.nextLong(LOWEST_CHAIN_ID, CHAIN_ID_END)),
                SigningKey.random(random), Instant.ofEpochSecond(clock.instant().getEpochSecond()),
                ChainEngine.salt(random));
        try {
            log.append(BlockRecords.write(created));
        } catch (IOException failed) {
            close(log);
            throw new FailureException(new Failure.LocalFailure("the chain's log", failed.toString()), failed);
        }
        replay.begin(created);
        return new ChainStore(log, created, java.util.Objects.requireNonNull(replay.chain));
    }

    /// What makes this chain another than any other.
    Genesis genesis() {
        return genesis;
    }

    /// Where its contracts are.
    NativeContracts contracts() {
        return contracts;
    }

    /// Its blocks and state.
    Blockchain chain() {
        return chain;
    }

    /// Where further blocks go.
    BlockLog log() {
        return log;
    }

    @Override
    public void close() {
        close(log);
    }

    private static void close(BlockLog log) {
        try {
            log.close();
        } catch (IOException failed) {
            LOG.warn("The chain's log was not closed; every block in it was forced before", failed);
        }
    }
}

package io.longshore.localnet;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import io.longshore.localnet.ChainFaults.Fate;
import io.longshore.localnet.ChainTransaction.Origin;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// Takes transactions in and makes blocks of them: each is durable before anybody can see it. Holds the chain's one lock;
/// may be used from any thread.
final class ChainEngine {
    /// Something to be read of the chain while nothing changes.
    interface Look<T> {
        /// Reads it.
        T at(Blockchain chain, Mempool pool) throws RpcError;
    }

    /// How long the chain stands still in time at most, as far as anybody looks: well below the five minutes by which a
    /// client lets the chain's time differ from that of a quote.
    private static final Duration STILL = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final ChainId chainId;
    private final Blockchain chain;
    private final Mempool pool = new Mempool();
    private final BlockLog log;
    private final FaultPlan faults;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Mining mining = new Mining.AtOnce();

    ChainEngine(ChainId chainId, Blockchain chain, BlockLog log, FaultPlan faults, InstantSource clock,
            RandomGenerator random) {
        this.chainId = chainId;
        this.chain = chain;
        this.log = log;
        this.faults = faults;
        this.clock = clock;
        this.random = random;
    }

    /// Reads of the chain.
    <T> T look(Look<T> look) throws RpcError {
        lock.lock();
        try {
            return look.at(chain, pool);
        } finally {
            lock.unlock();
        }
    }

    /// The header of the block that would be made now.
    BlockHeader next() {
        return chain.next(clock.instant(), salt(random), faults.baseFee());
    }

    /// Takes a signed transaction in and, where blocks are made at once, mines it.
    ///
    /// @throws RpcError if it is refused
    /// @throws FailureException `LocalFailure` if its block cannot be made durable
    Hash submit(Bytes raw) throws RpcError, FailureException {
        lock.lock();
        try {
            ChainTransaction transaction = Admission.check(raw, chainId, chain.state(), pool);
            Optional<Fate> fate = faults.nextFate();
            switch (fate.orElse(null)) {
                case null -> pool.add(transaction);
                case Fate.Dropped() -> {
                    // Accepted and forgotten.
                }
                case Fate.Reverted(Bytes data) -> pool.add(transaction.reverting(data));
                case Fate.Replaced() -> pool.put(ChainTransaction.foreign(transaction.from(), transaction.nonce()));
            }
            resume();
            return transaction.hash();
        } finally {
            lock.unlock();
        }
    }

    /// Mines the transactions that `signer` signs, and those of `account` that wait before them, in a block of their own.
    ///
    /// @throws FailureException `LocalFailure` if the block cannot be made durable
    Block mineOwn(Account account, Signer signer) throws FailureException {
        lock.lock();
        try {
            BlockHeader header = next();
            List<ChainTransaction> own = new ArrayList<>(pool.ready(chain::nonce, header.baseFee()));
            own.removeIf(each -> !each.from().equals(account));
            own.addAll(signer.sign(header, chain.nonce(account) + own.size()));
            return block(header, own);
        } finally {
            lock.unlock();
        }
    }

    /// Signs transactions for a block that is about to be made.
    interface Signer {
        /// Signs them, from this nonce on.
        List<ChainTransaction> sign(BlockHeader header, long nonce);
    }

    /// Chooses when blocks are made.
    void mining(Mining chosen) {
        lock.lock();
        try {
            mining = chosen;
        } finally {
            lock.unlock();
        }
    }

    /// Makes a block if transactions are ready and blocks are made at once and not held.
    void resume() throws FailureException {
        lock.lock();
        try {
            if (mining instanceof Mining.AtOnce && !faults.isHeld()) {
                BlockHeader header = next();
                List<ChainTransaction> ready = pool.ready(chain::nonce, header.baseFee());
                while (!ready.isEmpty() && !block(header, ready).entries().isEmpty()) {
                    header = next();
                    ready = pool.ready(chain::nonce, header.baseFee());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Makes an empty block if blocks are made at once and the newest one is old, so that the chain's time goes on like that of
    /// a chain with regular blocks, also while nobody sends anything.
    void keepTime() throws FailureException {
        lock.lock();
        try {
            boolean old = !clock.instant().isBefore(chain.head().header().time().plus(STILL));
            if (old && mining instanceof Mining.AtOnce && !faults.isHeld()) {
                block(next(), List.of());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Makes a block, empty or not, unless mining is held: what the interval does.
    void tick() throws FailureException {
        if (!faults.isHeld()) {
            mine(1);
        }
    }

    /// Makes blocks, each with everything that is ready.
    void mine(int blocks) throws FailureException {
        lock.lock();
        try {
            for (int i = 0; i < blocks; i++) {
                BlockHeader header = next();
                block(header, pool.ready(chain::nonce, header.baseFee()));
            }
        } finally {
            lock.unlock();
        }
    }

    private Block block(BlockHeader header, List<ChainTransaction> candidates) throws FailureException {
        Block block = chain.append(header, candidates);
        List<ChainTransaction> mined = block.entries().stream().map(Block.Entry::transaction).toList();
        try {
            log.append(BlockRecords.write(new BlockRecords.Mined(block.number(), header.time(), header.baseFee(),
                    header.salt(), mined)));
        } catch (IOException failed) {
            chain.rewind(1);
            throw new FailureException(new Failure.LocalFailure("the chain's log", failed.toString()), failed);
        }
        mined.forEach(each -> pool.passed(each.from(), chain.nonce(each.from())));
        candidates.stream().filter(each -> !mined.contains(each) && !chain.state().isAffordable(each))
                .forEach(pool::remove);
        return block;
    }

    /// Mines a foreign transaction with the account's next nonce.
    void takeNonce(Account account) throws FailureException {
        lock.lock();
        try {
            block(next(), List.of(ChainTransaction.foreign(account, chain.nonce(account))));
        } finally {
            lock.unlock();
        }
    }

    /// Puts empty blocks in the place of the newest ones, whose transactions wait again.
    void reorganise(int blocks) throws FailureException {
        lock.lock();
        try {
            if (blocks < 1 || blocks > chain.depth()) {
                throw new IllegalArgumentException("cannot take away " + blocks + " of " + chain.depth() + " blocks");
            }
            log.append(BlockRecords.write(new BlockRecords.Rewound(blocks)));
            List<ChainTransaction> freed = chain.rewind(blocks);
            for (int i = 0; i < blocks; i++) {
                block(next(), List.of());
            }
            freed.stream().filter(each -> each.origin() instanceof Origin.Sent).map(ChainTransaction::unforced)
                    .forEach(pool::put);
        } catch (IOException failed) {
            throw new FailureException(new Failure.LocalFailure("the chain's log", failed.toString()), failed);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what waits.
    void forgetWaiting() {
        lock.lock();
        try {
            pool.clear();
        } finally {
            lock.unlock();
        }
    }

    /// A fresh block salt.
    static Hash salt(RandomGenerator random) {
        byte[] salt = new byte[Hash.SIZE];
        random.nextBytes(salt);
        return Hash.of(salt);
    }
}

package io.longshore.localnet;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.longshore.model.Account;
import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// The blocks from the genesis block to the head, and the state after each of the newest. Pure; guarded by the chain's lock.
final class Blockchain {
    /// How much gas a block holds.
    static final long BLOCK_GAS = 30_000_000;
    /// How many blocks back the state is known and a reorganisation may reach; what a full node keeps is of that order.
    static final int KEPT = 256;

    private static final Wei FIRST_BASE_FEE = Wei.of(1_000_000_000L); // EIP-1559, INITIAL_BASE_FEE
    private static final long ELASTICITY = 2; // EIP-1559
    private static final BigInteger MOST_CHANGE = BigInteger.valueOf(8); // EIP-1559, BASE_FEE_MAX_CHANGE_DENOMINATOR
    /// A floor that EIP-1559 does not have and roll-ups do: without it a chain of nearly empty blocks would be free.
    private static final Wei LEAST_BASE_FEE = Wei.of(10_000_000L);

    private final ChainState state;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Hash, Block> byHash = new HashMap<>();
    private final Map<Hash, Block> byTransaction = new HashMap<>();
    private final Deque<Changes> recent = new ArrayDeque<>();

    /// Where a transaction is.
    record Place(Block block, int index) {
        /// The transaction and how it went.
        Block.Entry entry() {
            return block.entries().get(index);
        }
    }

    /// With the genesis block, made at `time`.
    Blockchain(ChainState state, Hash salt, Instant time) {
        this.state = state;
        BlockHeader header = new BlockHeader(0, Hash.of(new byte[Hash.SIZE]), time, FIRST_BASE_FEE, salt);
        add(new Block(header, header.hash(List.of()), List.of()));
    }

    /// The newest block.
    Block head() {
        return blocks.getLast();
    }

    /// The block with this number.
    Optional<Block> block(long number) {
        return number >= 0 && number < blocks.size() ? Optional.of(blocks.get((int) number)) : Optional.empty();
    }

    /// The block with this hash.
    Optional<Block> block(Hash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    /// Where the transaction with this hash is.
    Optional<Place> transaction(Hash hash) {
        return Optional.ofNullable(byTransaction.get(hash)).map(block -> {
            int index = 0;
            while (!block.entries().get(index).transaction().hash().equals(hash)) {
                index++;
            }
            return new Place(block, index);
        });
    }

    /// The state after the newest block.
    ChainState state() {
        return state;
    }

    /// The header of the block after the newest, if it were made now.
    BlockHeader next(Instant now, Hash salt, Optional<Wei> heldBaseFee) {
        BlockHeader parent = head().header();
        Instant second = Instant.ofEpochSecond(now.getEpochSecond());
        return new BlockHeader(parent.number() + 1, head().hash(), second.isBefore(parent.time())
                ? parent.time()
                : second, heldBaseFee.orElseGet(this::nextBaseFee), salt);
    }

    /// The base fee of the block after the newest (EIP-1559, with a floor).
    Wei nextBaseFee() {
        BigInteger base = head().header().baseFee().value();
        long target = BLOCK_GAS / ELASTICITY;
        BigInteger change = base.multiply(BigInteger.valueOf(head().gasUsed() - target))
                .divide(BigInteger.valueOf(target)).divide(MOST_CHANGE);
        if (head().gasUsed() > target) {
            change = change.max(BigInteger.ONE);
        }
        Wei next = new Wei(base.add(change).max(BigInteger.ZERO));
        return next.compareTo(LEAST_BASE_FEE) < 0 ? LEAST_BASE_FEE : next;
    }

    /// Makes a block of those of the candidates, in their order, that can be executed and fit.
    Block append(BlockHeader header, List<ChainTransaction> candidates) {
        recent.addLast(state.begin());
        if (recent.size() > KEPT) {
            recent.removeFirst();
        }
        List<Block.Entry> entries = new ArrayList<>();
        long used = 0;
        for (ChainTransaction each : candidates) {
            boolean fits = used + each.gasLimit() <= BLOCK_GAS;
            if (fits && each.nonce() == state.nonce(each.from()) && state.isAffordable(each)) {
                Execution execution = state.apply(each, header);
                used += execution.gasUsed();
                entries.add(new Block.Entry(each, execution));
            }
        }
        Hash hash = header.hash(entries.stream().map(entry -> entry.transaction().hash()).toList());
        Block block = new Block(header, hash, entries);
        add(block);
        return block;
    }

    private void add(Block block) {
        blocks.add(block);
        byHash.put(block.hash(), block);
        block.entries().forEach(entry -> byTransaction.put(entry.transaction().hash(), block));
    }

    /// How many of the newest blocks can be taken away.
    int depth() {
        return recent.size();
    }

    /// Takes away the newest blocks, at most [#depth], and returns their transactions in order.
    List<ChainTransaction> rewind(int count) {
        if (count < 0 || count > depth()) {
            throw new IllegalArgumentException("cannot take away " + count + " of " + depth() + " blocks");
        }
        List<ChainTransaction> freed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recent.removeLast().undo();
            Block block = blocks.removeLast();
            byHash.remove(block.hash());
            List<ChainTransaction> own = block.entries().stream().map(Block.Entry::transaction).toList();
            own.forEach(transaction -> byTransaction.remove(transaction.hash()));
            freed.addAll(0, own);
        }
        return freed;
    }

    /// Looks at the state as it was after block `number`.
    ///
    /// @throws RpcError if that is too long ago
    <T> T at(long number, Supplier<T> look) throws RpcError {
        long back = head().number() - number;
        if (back < 0) {
            throw RpcError.refused("header not found");
        }
        if (back > recent.size()) {
            throw RpcError.refused("historical state is not available");
        }
        List<Changes> undone = recent.reversed().stream().limit(back).toList();
        undone.forEach(Changes::undo);
        try {
            return look.get();
        } finally {
            undone.reversed().forEach(Changes::redo);
        }
    }

    /// The next nonce of an account after the newest block.
    long nonce(Account account) {
        return state.nonce(account);
    }
}

package io.longshore.chain;

import java.security.SecureRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.SigningKey;

/// A chain with the contracts on it, and somebody with money who calls them: what [ChainContract] is played with. Each test
/// has an account and a bucket of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChainWorld {
    /// A chain with the contracts on it, that includes each transaction without further ado.
    public interface Chain extends AutoCloseable {
        /// The way to it.
        Rpc rpc();

        /// The contracts; the vault takes [VaultCall#BATCH_LIMIT] rows.
        Deployment contracts();

        /// Gives an account tokens and coin.
        void fund(Account account, Amount tokens, Wei coin) throws FailureException;

        /// Makes no blocks until [#release] but those of [#mine].
        void hold() throws FailureException;

        /// Makes a block for each transaction again.
        void release() throws FailureException;

        /// Makes so many blocks, the first with what waits.
        void mine(int blocks) throws FailureException;

        /// Forgets a transaction that waits.
        void forget(SignedTransaction transaction) throws FailureException;

        /// Takes the newest blocks away and puts empty ones in their place.
        void reorganise(int blocks) throws FailureException;

        @Override
        void close();
    }

    static final Amount TOKENS = Amount.of("1000000000000000000000");
    static final Wei COIN = Wei.of("1000000000000000000");
    /// How many blocks behind the newest the `finalized` tag is on each chain that is tested.
    protected static final int FINAL_BEHIND = 2;
    static final Account NOBODY = Account.of(new byte[Account.SIZE]);

    final SecureRandom random = new SecureRandom();
    Chain chain;
    Rpc rpc;
    private ChainId chainId;
    Account vault;
    Account token;
    Account registry;
    Actor alice;
    BucketId bucket;

    /// Opens the chain that is tested; once a class.
    protected abstract Chain open() throws FailureException;

    @BeforeAll
    void openChain() throws FailureException {
        chain = open();
        rpc = chain.rpc();
        chainId = rpc.chainId();
        vault = chain.contracts().vault();
        token = chain.contracts().token();
        registry = chain.contracts().registry();
    }

    @AfterAll
    void closeChain() {
        if (chain != null) {
            chain.close();
        }
    }

    @AfterEach
    void release() throws FailureException {
        if (chain != null) {
            chain.release();
        }
    }

    ChainId chainId() {
        return chainId;
    }

    @BeforeEach
    void makeAlice() throws FailureException {
        alice = actor();
        bucket = new BucketId(random.nextLong(1L << 53));
    }

    Actor actor() throws FailureException {
        var actor = new Actor(rpc, SigningKey.random(random));
        chain.fund(actor.account(), TOKENS, COIN);
        return actor;
    }

    Account stranger() {
        return SigningKey.random(random).account();
    }

    Hash randomHash() {
        var bytes = new byte[Hash.SIZE];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }
}

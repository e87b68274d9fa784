package io.longshore.localnet;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.chain.RegistryCall;
import io.longshore.chain.RegistryCall.CheckpointState;
import io.longshore.chain.RegistryRefusal;
import io.longshore.chain.Revert;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Hashes;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The rules of the checkpoint registry as the dev chain has them.
class RegistryStateTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BucketId BUCKET = new BucketId(42);
    private static final Hash ROOT = Hashes.keccak256(new byte[]{1});
    private static final Account ZERO = Account.of(new byte[20]);

    @TempDir
    private Path folder;
    private DevChain chain;
    private RpcClient rpc;
    private final SigningKey owner = SigningKey.random(RANDOM);
    private final SigningKey stranger = SigningKey.random(RANDOM);
    private final List<SigningKey> providers = IntStream.range(0, 5).mapToObj(_ -> SigningKey.random(RANDOM)).toList();

    @BeforeEach
    void open() throws Exception {
        chain = DevChain.open(folder, 0, "secret", InstantSource.system(), RANDOM);
        rpc = new RpcClient(chain.rpc(), chain.chainId());
        chain.fund(owner.account(), Amount.of(1), Wei.of("1000000000000000000"));
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private List<Account> accounts() {
        return providers.stream().map(SigningKey::account).toList();
    }

    private void run(RegistryCall call) throws Exception {
        long nonce = rpc.nonce(owner.account(), "latest");
        Hash hash = rpc.send(rpc.signed(owner, nonce, chain.registry(), call.calldata()));
        assertTrue(rpc.succeeded(hash), call.toString());
    }

    private void assertRefused(Revert why, Account caller, RegistryCall call) throws Exception {
        JsonNode answer = rpc.answer("eth_call", RpcClient.message(caller, chain.registry(), call.calldata()),
                "latest");
        assertTrue(answer.has("error"), "expected " + why);
        assertEquals(why, Revert.of(Bytes.fromHex(answer.required("error").required("data").stringValue())));
    }

    private void assertRefused(Revert why, RegistryCall call) throws Exception {
        assertRefused(why, owner.account(), call);
    }

    private Bytes sign(SigningKey key, Hash root, long start, long count) {
        Bytes payload = CommitmentDigest.payload(BUCKET, root, start, count);
        return key.sign(CommitmentDigest.of(chain.chainId(), chain.registry(), payload)).bytes();
    }

    private RegistryCall.SubmitCheckpoint submit(Hash root, long start, long count, Stream<SigningKey> signers) {
        return new RegistryCall.SubmitCheckpoint(BUCKET, root, start, count,
                signers.map(key -> sign(key, root, start, count)).toList());
    }

    private void openBucket() throws Exception {
        run(new RegistryCall.OpenBucket(BUCKET, accounts(), 3));
    }

    private CheckpointState checkpoint() throws Exception {
        RegistryCall.Checkpoint asked = new RegistryCall.Checkpoint(BUCKET);
        return asked.decode(rpc.call(chain.registry(), asked.calldata()));
    }

    @Test
    void opensABucketOnceWithDistinctProviders() throws Exception {
        Account one = providers.getFirst().account();
        assertRefused(new RegistryRefusal.MinProvidersOutOfRange(0, 5),
                new RegistryCall.OpenBucket(BUCKET, accounts(), 0));
        assertRefused(new RegistryRefusal.MinProvidersOutOfRange(6, 5),
                new RegistryCall.OpenBucket(BUCKET, accounts(), 6));
        assertRefused(new RegistryRefusal.ProviderRepeated(one),
                new RegistryCall.OpenBucket(BUCKET, List.of(one, one), 1));
        assertRefused(new RegistryRefusal.ProviderZero(), new RegistryCall.OpenBucket(BUCKET, List.of(ZERO), 1));
        openBucket();
        RegistryCall.Bucket asked = new RegistryCall.Bucket(BUCKET);
        assertEquals(new RegistryCall.BucketState(owner.account(), 3, accounts()),
                asked.decode(rpc.call(chain.registry(), asked.calldata())));
        assertRefused(new RegistryRefusal.BucketExists(BUCKET), stranger.account(),
                new RegistryCall.OpenBucket(BUCKET, accounts(), 3));
    }

    @Test
    void letsTheOwnerAloneAddProviders() throws Exception {
        RegistryCall add = new RegistryCall.AddProvider(BUCKET, stranger.account());
        assertRefused(new RegistryRefusal.BucketUnknown(BUCKET), add);
        openBucket();
        assertRefused(new RegistryRefusal.NotBucketOwner(stranger.account()), stranger.account(), add);
        run(add);
        assertRefused(new RegistryRefusal.ProviderRepeated(stranger.account()), add);
    }

    @Test
    void anchorsWhatEnoughProvidersSigned() throws Exception {
        openBucket();
        run(submit(ROOT, 0, 4, providers.stream().limit(3)));
        CheckpointState first = checkpoint();
        assertEquals(ROOT, first.root());
        assertEquals(4, first.count());
        assertEquals(accounts().subList(0, 3), first.signers());
        assertEquals(rpc.number("eth_blockNumber"), first.block());

        run(new RegistryCall.ExtendCheckpoint(BUCKET, List.of(sign(providers.get(4), ROOT, 0, 4))));
        assertEquals(4, checkpoint().signers().size());
        run(submit(Hashes.keccak256(new byte[]{2}), 0, 5, providers.stream()));
        assertEquals(5, checkpoint().signers().size());
    }

    @Test
    void takesTheSameCheckpointAgainWithoutAnEvent() throws Exception {
        openBucket();
        RegistryCall submit = submit(ROOT, 0, 4, providers.stream().limit(3));
        run(submit);
        CheckpointState before = checkpoint();
        run(submit);
        assertEquals(before, checkpoint());
        JsonNode logs = rpc.result("eth_getLogs", io.longshore.json.Json.object().put("fromBlock", "latest"));
        assertEquals(0, logs.size());
    }

    @Test
    void refusesSignaturesThatDoNotCount() throws Exception {
        openBucket();
        assertRefused(new RegistryRefusal.TooFewSigners(2, 3), submit(ROOT, 0, 4, providers.stream().limit(2)));
        assertRefused(new RegistryRefusal.SignerRepeated(providers.get(0).account()),
                submit(ROOT, 0, 4, Stream.of(providers.get(0), providers.get(0), providers.get(1))));
        assertRefused(new RegistryRefusal.SignerNotProvider(stranger.account()),
                submit(ROOT, 0, 4, Stream.of(providers.get(0), providers.get(1), stranger)));
        byte[] broken = sign(providers.get(2), ROOT, 0, 4).toArray();
        broken[64] = 1;
        for (Bytes each : List.of(Bytes.of(broken), Bytes.of(), Bytes.of(new byte[64]), Bytes.of(new byte[66]))) {
            assertRefused(new RegistryRefusal.SignatureInvalid(1), new RegistryCall.SubmitCheckpoint(BUCKET, ROOT, 0, 4,
                    List.of(sign(providers.get(0), ROOT, 0, 4), each)));
        }
    }

    @Test
    void neverGoesBackNorOverflows() throws Exception {
        openBucket();
        assertRefused(new RegistryRefusal.CheckpointEmpty(), submit(ROOT, 0, 0, providers.stream()));
        assertRefused(new RegistryRefusal.SequenceOverflow(2, -2), submit(ROOT, 2, -2, providers.stream()));
        assertRefused(new RegistryRefusal.CheckpointUnknown(BUCKET),
                new RegistryCall.ExtendCheckpoint(BUCKET, List.of(sign(providers.get(0), ROOT, 0, 4))));
        run(submit(ROOT, 3, 4, providers.stream()));
        Hash next = Hashes.keccak256(new byte[]{2});
        assertRefused(new RegistryRefusal.StartBelowLast(2, 3), submit(next, 2, 9, providers.stream()));
        assertRefused(new RegistryRefusal.EndNotAboveLast(7, 7), submit(next, 3, 4, providers.stream()));
        assertRefused(new RegistryRefusal.EndNotAboveLast(7, 7), submit(next, 4, 3, providers.stream()));
        run(submit(next, 7, 1, providers.stream()));
        // The highest end there is: unsigned, and exactly not an overflow.
        run(submit(ROOT, 8, -9, providers.stream()));
        assertFalse(checkpoint().signers().isEmpty());
    }

    @Test
    void knowsWhereProvidersCanBeReached() throws Exception {
        run(new RegistryCall.RegisterProvider("http://127.0.0.1:1"));
        run(new RegistryCall.RegisterProvider("http://127.0.0.1:2"));
        RegistryCall.Provider asked = new RegistryCall.Provider(owner.account());
        assertEquals("http://127.0.0.1:2", asked.decode(rpc.call(chain.registry(), asked.calldata())));
        assertEquals("", new RegistryCall.Provider(stranger.account()).decode(
                rpc.call(chain.registry(), new RegistryCall.Provider(stranger.account()).calldata())));
    }
}

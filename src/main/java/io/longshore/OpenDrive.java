package io.longshore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.chain.Block;
import io.longshore.chain.BlockTag;
import io.longshore.chain.Deployment;
import io.longshore.chain.Fees;
import io.longshore.chain.Funds;
import io.longshore.chain.Intents;
import io.longshore.chain.Pace;
import io.longshore.chain.RegistryBooks;
import io.longshore.chain.RegistryCall;
import io.longshore.chain.Rpc;
import io.longshore.chain.Sleeper;
import io.longshore.chain.Turns;
import io.longshore.chain.VaultBooks;
import io.longshore.checkpoint.Ahead;
import io.longshore.checkpoint.Discovery;
import io.longshore.checkpoint.Resolver;
import io.longshore.destination.Survey;
import io.longshore.destination.Terms;
import io.longshore.destination.provider.Network;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.destination.provider.NetworkDestination;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Wave;
import io.longshore.model.Whereabouts;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.model.store.DriveStore;
import io.longshore.model.store.HealthStore;
import io.longshore.model.store.PaymentStore;
import io.longshore.net.Http;
import io.longshore.pay.PayingClock;
import io.longshore.pay.Payments;
import io.longshore.pay.Settlement;
import io.longshore.place.WatchedDestination;
import io.longshore.proof.SigningKey;
import io.longshore.upload.DataKeys;
import io.longshore.upload.Equipment;
import io.longshore.upload.Road;
import io.longshore.upload.Stores;
import io.longshore.upload.Tally;

/// One drive with everything it needs at hand: its providers, its wallet's desk, its road.
final class OpenDrive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDrive.class);

    /// A transaction is waited for so much longer than anything else: it may need several blocks and a fee bump.
    private static final int CHAIN_PATIENCE = 4;

    private final Drive drive;
    private final WatchedDestination destination;
    private final Account wallet;
    private final Road road;
    private final Resolver resolver;

    private OpenDrive(Drive drive, WatchedDestination destination, Account wallet, Road road, Resolver resolver) {
        this.drive = drive;
        this.destination = destination;
        this.wallet = wallet;
        this.road = road;
        this.resolver = resolver;
    }

    /// What all drives of a data folder share.
    ///
    /// @param indexFolder where index objects wait
    /// @param patience how long a stage keeps trying
    /// @param turns whose turn it is to pay, since one wallet pays for all
    /// @param listeners are told what becomes of checkpoints
    record Shared(Stores stores, Tally tally, DataKeys keys, Http http, SecureRandom random, InstantSource clock,
            Path indexFolder, Duration patience, Turns turns, CheckpointListeners listeners) {}

    /// Opens it: connects, funds a play-money wallet, settles what is under way on chain, opens the bucket if it is new.
    /// @param drive bound to the contracts of the network
    /// @param network as it describes itself now
    /// @throws FailureException `OlderThanTheWorld` if the chain or the providers know more of it than this data folder;
    ///         `Disagreement` if the network is not the one the drive was made for, or its chain does not
    ///         have the contracts it names, or the vault draws from another token; nothing is signed then
    static OpenDrive open(Drive drive, Network access, NetworkDescription network, SigningKey key,
            Shared shared) throws FailureException, InterruptedException {
        check(drive, network);
        WatchedDestination destination = reach(drive, access, network, shared);
        Terms terms = network.terms(drive.bucket());
        Rpc rpc = new Rpc(shared.http(), network.rpc(), drive.profile().timeout());
        verify(network, rpc);
        Account wallet = key.account();
        Funds funds = new Funds(rpc, wallet);
        if (network.playMoney() && funds.tokens(terms.token()).isZero()) {
            access.faucet(wallet);
        }
        RegistryBooks registry = new RegistryBooks(rpc, terms.registry());
        Settlement settlement = new Settlement(shared.stores().payments(), shared.stores().leaves(), terms.vault(),
                of -> bucket(shared.stores().drives(), of), registry::emitted);
        Pace pace = network.playMoney()
                ? Pace.local(shared.random()).within(shared.patience().multipliedBy(CHAIN_PATIENCE))
                : Pace.network(shared.random());
        Intents intents = new Intents(shared.stores().payments(), rpc, key, drive.chain(), network.finality(),
                new Fees(rpc, () -> shared.stores().limits().limits().gasPrice()),
                pace,
                Sleeper.REAL, shared.turns());
        PayingClock time = new PayingClock(() -> latest(rpc).time(), shared.clock());
        Payments payments = new Payments(shared.stores().payments(), intents, purse(funds, terms), terms, settlement,
                time);
        payments.settle();
        Optional<Failure> older = new Ahead(destination, new Survey(Equipment.QUOTE_GRACE))
                .of(shared.stores().leaves().count(drive.id()));
        if (older.isPresent()) {
            throw new FailureException(older.get());
        }
        RegistryCall.BucketState bucket = registry.bucket(drive.bucket());
        List<Account> providers = network.providers().stream().map(listed -> listed.id().account()).toList();
        if (!bucket.isOpen()) {
            payments.send(new Purpose.OpenBucket(drive.id(), drive.bucket()), terms.registry(),
                    new RegistryCall.OpenBucket(drive.bucket(), providers, destination.majority()).calldata());
        } else if (!knowsItsOpening(drive, shared.stores().payments())) {
            // Nobody but this data folder opens its drives' buckets, with whatever wallet it had then.
            throw new FailureException(new Failure.OlderThanTheWorld(Sign.TRANSACTIONS, wallet.toString(),
                    rpc.nonce(wallet, BlockTag.LATEST), 0));
        }
        // A network that describes itself may have got further providers, which are none of this drive's; a list is the user's.
        if (bucket.isOpen() && drive.network() instanceof Whereabouts.Listed) {
            for (Account provider : providers.stream().filter(each -> !bucket.providers().contains(each)).toList()) {
                payments.send(new Purpose.AddProvider(drive.id(), drive.bucket(), new ProviderId(provider)),
                        terms.registry(), new RegistryCall.AddProvider(drive.bucket(), provider).calldata());
            }
        }
        Discovery discovery = new Discovery(destination, of(registry, drive.bucket()), shared.clock());
        Road road = new Equipment(drive, shared.stores(), shared.tally(), destination, terms, payments,
                new VaultBooks(rpc, terms.vault(), network.finality()), wallet, time,
                shared.keys(), shared.indexFolder(), shared.random(), shared.patience(), discovery, shared.clock(),
                () -> latest(rpc).number(), shared.listeners().of(drive)).build();
        return new OpenDrive(drive, destination, wallet, road,
                Resolving.of(drive, terms, destination, discovery, road, shared));
    }

    private static Discovery.Registry of(RegistryBooks registry, BucketId bucket) {
        return new Discovery.Registry() {
            @Override
            public RegistryCall.BucketState bucket() throws FailureException {
                return registry.bucket(bucket);
            }

            @Override
            public Optional<String> endpoint(Account provider) throws FailureException {
                return registry.endpoint(provider);
            }
        };
    }

    /// Whether it is known here that the drive's bucket was opened: intents have numbers without gaps.
    private static boolean knowsItsOpening(Drive drive, PaymentStore payments) throws FailureException {
        for (long number = 1;; number++) {
            Optional<Intent> intent = payments.find(new IntentId(number));
            if (intent.isEmpty()) {
                return false;
            }
            if (intent.get().purpose() instanceof Purpose.OpenBucket open && open.drive().equals(drive.id())) {
                return true;
            }
        }
    }

    /// Whoever has the turn settles what is open, of other drives, too.
    private static BucketId bucket(DriveStore drives, DriveId of) throws FailureException {
        return drives.all().stream().filter(drive -> drive.id().equals(of)).map(Drive::bucket).findFirst()
                .orElseThrow(() -> new FailureException(new Failure.NotFound("drive " + of)));
    }

    private static Block latest(Rpc rpc) throws FailureException {
        return rpc.block(BlockTag.LATEST).orElseThrow(() -> new FailureException(
                new Failure.Unavailable("the chain", "has no block", Optional.empty())));
    }

    /// The drive's storage alone, for reading: needs no wallet.
    static WatchedDestination reach(Drive drive, Network access, NetworkDescription network, Shared shared)
            throws FailureException {
        return new WatchedDestination(NetworkDestination.open(shared.http(), access, network,
                access.credentials(drive.id()), drive.bucket(), drive.profile()), shared.clock(),
                histories(drive, shared.stores().health()));
    }

    private static WatchedDestination.Histories histories(Drive drive, HealthStore health) {
        return new WatchedDestination.Histories() {
            @Override
            public Optional<ProviderHistory> find(ProviderId provider) throws FailureException {
                return health.find(drive.id(), provider);
            }

            @Override
            public void keep(ProviderId provider, ProviderHistory history) {
                try {
                    health.keep(drive.id(), provider, history);
                } catch (FailureException e) {
                    LOG.warn("how {} fares is not kept: {}", provider, e.failure());
                }
            }
        };
    }

    /// A drive belongs to the network it was made for: its chain, and the contracts there.
    /// @throws FailureException `Disagreement`
    static void check(Drive drive, NetworkDescription network) throws FailureException {
        if (!network.chain().equals(drive.chain())) {
            throw disagreement(drive, "chain", drive.chain(), network.chain());
        }
        if (drive.contracts().isPresent()) {
            Contracts bound = drive.contracts().get();
            same(drive, "vault", bound.vault(), network.vault());
            same(drive, "token", bound.token(), network.token());
            same(drive, "registry", bound.registry(), network.registry());
        }
    }

    private static void same(Drive drive, String what, Account bound, Account named) throws FailureException {
        if (!named.equals(bound)) {
            throw disagreement(drive, what, bound, named);
        }
    }

    private static FailureException disagreement(Drive drive, String what, Object bound, Object named) {
        return new FailureException(new Failure.Disagreement("the network of drive " + drive.name(),
                "it was made for " + what + " " + bound + ", this one has " + what + " " + named));
    }

    /// Asks the chain whether it is the one that the network names, and has the contracts that the network names: an approval
    /// of another token than the vault draws would be for nobody knows what.
    /// @throws FailureException `Disagreement`
    static void verify(NetworkDescription network, Rpc rpc) throws FailureException {
        ChainId answered = rpc.chainId();
        if (!answered.equals(network.chain())) {
            throw new FailureException(new Failure.Disagreement("chain id",
                    "it answers " + answered + ", its network names " + network.chain()));
        }
        new Deployment(network.token(), network.vault(), network.registry()).requireOn(rpc, Wave.SIZE);
    }

    private static Payments.Wallet purse(Funds funds, Terms terms) {
        return new Payments.Wallet() {
            @Override
            public Amount allowance() throws FailureException {
                return funds.allowance(terms.token(), terms.vault());
            }

            @Override
            public Amount balance() throws FailureException {
                return funds.tokens(terms.token());
            }
        };
    }

    Drive drive() {
        return drive;
    }

    Road road() {
        return road;
    }

    Resolver resolver() {
        return resolver;
    }

    Account wallet() {
        return wallet;
    }

    WatchedDestination destination() {
        return destination;
    }

    /// How its providers fare.
    List<ProviderSnapshot> providers(Stores stores) throws FailureException {
        long leaves = stores.leaves().count(drive.id());
        List<ProviderSnapshot> pictures = new ArrayList<>();
        for (var provider : destination.watched()) {
            ProviderHistory history = provider.health().history();
            ProviderId id = provider.id();
            pictures.add(new ProviderSnapshot(id, drive.id(), provider.endpoint(), history,
                    road.committer().failure(id).or(history::lastError),
                    stores.leaves().committed(drive.id(), id), leaves));
        }
        return pictures;
    }

    @Override
    public void close() {
        road.close();
        destination.close();
    }
}

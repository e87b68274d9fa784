package io.longshore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.longshore.chain.Block;
import io.longshore.chain.BlockTag;
import io.longshore.chain.Funds;
import io.longshore.chain.Rpc;
import io.longshore.destination.Destination;
import io.longshore.destination.provider.Network;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Profile;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.model.Whereabouts;
import io.longshore.model.snapshot.UploadSnapshot;
import io.longshore.plan.FolderScan;
import io.longshore.seal.Vault;
import io.longshore.seal.WalletFile;
import io.longshore.upload.Road;

/// The drives of a data folder: finds them, makes the one for a new network, opens each when it is first needed. For all
/// threads.
final class Drives implements AutoCloseable {
    private static final String LOCAL = "local";

    /// How many bits a bucket id has: as many as JSON carries exactly.
    private static final int BUCKET_BITS = 53;

    private final OpenDrive.Shared shared;
    private final Networks networks;
    private final Optional<Vault> vault;
    private final Path walletFile;
    private final Map<DriveId, OpenDrive> open = new LinkedHashMap<>();

    /// @param vault the open vault; empty while it is locked
    /// @param walletFile where the wallet's wrapped key is
    Drives(OpenDrive.Shared shared, Networks networks, Optional<Vault> vault, Path walletFile) {
        this.shared = shared;
        this.networks = networks;
        this.vault = vault;
        this.walletFile = walletFile;
    }

    /// All drives, in the order they were made.
    List<Drive> all() throws FailureException {
        return shared.stores().drives().all();
    }

    /// The drive new uploads go to: the named one, or that of the network at hand, which is made when it is first needed. One
    /// caller at a time looks and makes: two drives on one chain would send from one wallet without knowing of each other.
    synchronized Drive target(Optional<String> name) throws FailureException {
        if (name.isPresent()) {
            return named(name.get());
        }
        Whereabouts here = networks.here();
        NetworkDescription network = networks.present().describe();
        for (Drive drive : all()) {
            // A network's place is its own: one that names another chain there than before is no new network.
            boolean samePlace = here instanceof Whereabouts.Directory && drive.network().equals(here);
            boolean listed = drive.network() instanceof Whereabouts.Listed;
            if (samePlace || (!listed && drive.chain().equals(network.chain()))) {
                return moved(bound(drive, network), here);
            }
        }
        String free = free(LOCAL, new HashSet<>(all().stream().map(Drive::name).toList()));
        return add(free, freshId(), here, network, drive -> drive);
    }

    /// A network of its own process may listen elsewhere than the last time.
    private Drive moved(Drive drive, Whereabouts here) throws FailureException {
        if (drive.network().equals(here)) {
            return drive;
        }
        Drive moved = drive.at(here);
        shared.stores().drives().put(moved);
        return moved;
    }

    /// The drive, which this is the network of. One that was made before drives knew their contracts is bound to these for
    /// good.
    /// @throws FailureException `Disagreement` if it has another chain or other contracts than the drive was bound to
    private Drive bound(Drive drive, NetworkDescription network) throws FailureException {
        OpenDrive.check(drive, network);
        if (drive.contracts().isPresent()) {
            return drive;
        }
        OpenDrive.verify(network, new Rpc(shared.http(), network.rpc(), drive.profile().timeout()));
        Drive bound = drive.boundTo(network.contracts());
        shared.stores().drives().put(bound);
        return bound;
    }

    /// An id that no drive has.
    DriveId freshId() {
        byte[] id = new byte[DriveId.SIZE];
        shared.random().nextBytes(id);
        return DriveId.of(id);
    }

    /// Adds a drive, bound to the chain and the contracts that its network has, which are asked for.
    /// @param terms what holds for it besides
    /// @throws FailureException `Refused` if there is one of that name; `Disagreement` if the network's chain is another, or
    ///         has no such contracts
    synchronized Drive add(String name, DriveId id, Whereabouts where, NetworkDescription network,
            UnaryOperator<Drive> terms) throws FailureException {
        if (all().stream().anyMatch(drive -> drive.name().equals(name))) {
            throw new FailureException(new Failure.Refused("the drive", "there is one called " + name));
        }
        OpenDrive.verify(network, new Rpc(shared.http(), network.rpc(), Profile.TACTICAL.timeout()));
        Drive made = terms.apply(new Drive(id, name, DestinationKind.NETWORK, opened().drivePublicKey(id),
                bucket(), Profile.TACTICAL, where, network.chain(),
                network.playMoney() && network.chain().isForPlay()).boundTo(network.contracts()));
        shared.stores().drives().put(made);
        return made;
    }

    /// Changes what is kept of a drive; one change after the other.
    Drive change(DriveId id, UnaryOperator<Drive> change) throws FailureException {
        synchronized (open) {
            Drive changed = change.apply(of(id));
            shared.stores().drives().put(changed);
            return changed;
        }
    }

    /// Forgets a drive, and closes it.
    /// @throws FailureException `Refused` while it has unfinished uploads
    void remove(DriveId id) throws FailureException {
        synchronized (open) {
            shared.stores().drives().remove(id);
            Optional.ofNullable(open.remove(id)).ifPresent(OpenDrive::close);
        }
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private BucketId bucket() {
        return new BucketId(shared.random().nextLong(1L << BUCKET_BITS));
    }

    /// Drives of another journal as they are here: each with a bucket of its own, because a bucket has one writer, and with a
    /// name of its own.
    /// @param foreign the drives as they are there
    List<Drive> settled(List<Drive> foreign) throws FailureException {
        Set<String> taken = new HashSet<>(all().stream().map(Drive::name).toList());
        List<Drive> here = new ArrayList<>();
        for (Drive drive : foreign) {
            String name = free(drive.name(), taken);
            taken.add(name);
            here.add(drive.settled(name, bucket()));
        }
        return here;
    }

    /// The open vault.
    /// @throws FailureException `VaultLocked`
    Vault opened() throws FailureException {
        return vault.orElseThrow(() -> new FailureException(new Failure.VaultLocked()));
    }

    /// The drive of a name.
    /// @throws FailureException `NotFound`
    Drive named(String name) throws FailureException {
        return all().stream().filter(drive -> drive.name().equals(name)).findFirst()
                .orElseThrow(() -> new FailureException(new Failure.NotFound("drive " + name)));
    }

    /// The drive of an id.
    /// @throws FailureException `NotFound`
    Drive of(DriveId id) throws FailureException {
        return all().stream().filter(drive -> drive.id().equals(id)).findFirst()
                .orElseThrow(() -> new FailureException(new Failure.NotFound("drive " + id)));
    }

    /// A drive with its road, opened if it is not open yet.
    OpenDrive open(Drive drive) throws FailureException {
        synchronized (open) {
            OpenDrive known = open.get(drive.id());
            if (known != null) {
                return known;
            }
            try {
                Network directory = networks.of(drive);
                NetworkDescription network = directory.describe();
                OpenDrive made = OpenDrive.open(bound(drive, network), directory, network,
                        WalletFile.openOrCreate(walletFile, opened(), shared.random()), shared);
                open.put(drive.id(), made);
                return made;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailureException(new Failure.Cancelled(), e);
            }
        }
    }

    /// Where a drive's chunks are, for reading.
    Destination storage(Drive drive) throws FailureException {
        Optional<OpenDrive> running = running(drive.id());
        if (running.isPresent()) {
            return running.get().destination();
        }
        Network directory = networks.of(drive);
        NetworkDescription network = directory.describe();
        return OpenDrive.reach(bound(drive, network), directory, network, shared);
    }

    /// What an account has on a drive's chain; what keeps that from being known is part of the answer.
    Keys.Balance balance(Drive drive, Account account) {
        try {
            NetworkDescription network = networks.of(drive).describe();
            OpenDrive.check(drive, network);
            Rpc rpc = new Rpc(shared.http(), network.rpc(), drive.profile().timeout());
            Block block = rpc.block(BlockTag.LATEST).orElseThrow(() -> new FailureException(
                    new Failure.Unavailable("the chain", "has no block", Optional.empty())));
            Funds funds = new Funds(rpc, account);
            return new Keys.Balance.Known(drive, funds.tokens(network.token()), funds.coin(), block.number(),
                    block.time());
        } catch (FailureException e) {
            return new Keys.Balance.Unknown(drive, e.failure());
        }
    }

    /// What new files, and what is left of those that are on their way, would cost on a drive.
    Estimate appraisal(OpenDrive to, FolderScan.Scan fresh, List<Appraisal.Begun> begun, Optional<Integer> copies)
            throws FailureException {
        Drive drive = to.drive();
        NetworkDescription network = networks.of(drive).describe();
        OpenDrive.check(drive, network);
        Rpc rpc = new Rpc(shared.http(), network.rpc(), drive.profile().timeout());
        try {
            return new Appraisal(drive, to.destination(), rpc, network.terms(drive.bucket()), shared.random())
                    .of(fresh, begun, copies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new Failure.Cancelled(), e);
        }
    }

    /// The drive, if it is open.
    Optional<OpenDrive> running(DriveId drive) {
        synchronized (open) {
            return Optional.ofNullable(open.get(drive));
        }
    }

    /// The drives that are open.
    List<OpenDrive> running() {
        synchronized (open) {
            return List.copyOf(open.values());
        }
    }

    /// What is known of an upload besides the ledger.
    interface Knowledge {
        /// How it stands.
        Optional<UploadState> of(Road road, UploadId upload);
    }

    /// Uploads in the states that the roads know better.
    List<UploadSnapshot> corrected(List<UploadSnapshot> uploads, Knowledge knowledge) {
        List<OpenDrive> running = running();
        return uploads.stream().map(upload -> running.stream()
                .flatMap(drive -> knowledge.of(drive.road(), upload.id()).stream()).findFirst().map(upload::in)
                .orElse(upload)).toList();
    }

    @Override
    public void close() {
        running().forEach(OpenDrive::close);
    }
}

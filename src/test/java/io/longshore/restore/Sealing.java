package io.longshore.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.destination.MemoryDestination;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.IndexObject;
import io.longshore.model.PlannedChunk;
import io.longshore.model.SourceIdentity;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.plan.FolderScan;
import io.longshore.plan.Indexer;
import io.longshore.plan.Planner;
import io.longshore.plan.Source;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.DataKey;
import io.longshore.seal.FileKeys;
import io.longshore.seal.GroupObject;
import io.longshore.seal.RootCodec;
import io.longshore.seal.RootObject;
import io.longshore.seal.Vault;
import io.longshore.seal.Wrapping;

/// Plans, seals and puts real files without queue, quotes or payment: the shortest way to something that can be restored.
/// Not for several threads.
public final class Sealing {
    private static final ByteCount WANTED = ByteCount.mebibytes(8);

    private final SecureRandom random = new SecureRandom();
    private final DriveId drive = DriveId.of(draw(DriveId.SIZE));
    private final MemoryDestination destination;
    private final Vault vault;
    private final Path indexFolder;

    /// Seals for a new drive of `vault`; index objects pass through `indexFolder`.
    public Sealing(MemoryDestination destination, Vault vault, Path indexFolder) {
        this.destination = destination;
        this.vault = vault;
        this.indexFolder = indexFolder;
    }

    /// What became of a file.
    ///
    /// @param plan its plan
    /// @param keys its keys
    /// @param chunks all its chunks
    /// @param index its index objects and handle
    public record Sealed(UploadPlan plan, FileKeys keys, List<PlannedChunk> chunks, Indexer.Index index) {
        /// Where it begins.
        public Handle handle() {
            return index.handle();
        }
    }

    /// What stands before the ciphertext of a new file, and its keys.
    public record Fresh(RootCodec.Header header, FileKeys keys) {}

    /// Draws new keys, wrapped to the drive.
    public Fresh fresh() throws FailureException {
        FileId file = FileId.of(draw(FileId.SIZE));
        DataKey key = DataKey.random(random);
        Wrapping.Wrapped wrapped = Wrapping.wrap(key, vault.drivePublicKey(drive), drive, file, random);
        return new Fresh(new RootCodec.Header(drive, file, wrapped), key.keys(file));
    }

    /// Stores one file.
    public Sealed file(Path path) throws FailureException {
        return file(FolderScan.of(List.of(path)).files().getFirst(), Optional.empty());
    }

    /// Stores a folder with all that is in it.
    public Sealed folder(Path path) throws FailureException {
        FolderScan.Group group = FolderScan.of(List.of(path)).groups().getFirst();
        GroupId id = GroupId.of(draw(GroupId.SIZE));
        List<GroupObject.Member> members = new ArrayList<>();
        for (FolderScan.Found found : group.members()) {
            members.add(new GroupObject.Member(String.join("/", found.facts().path()),
                    file(found, Optional.of(id)).handle()));
        }
        return group(group.folder(), id, new GroupObject(group.folder().facts().name(), members, group.emptyFolders()));
    }

    /// Stores a group's list, whatever it says.
    public Sealed group(FolderScan.Found folder, GroupId id, GroupObject list) throws FailureException {
        Fresh fresh = fresh();
        UploadPlan plan = plan(fresh, folder.source(), folder.facts(), Optional.of(id), UploadPlan.Kind.GROUP);
        Indexer.Index index = indexer(plan, fresh.keys()).inline(list.encode());
        return stored(new Sealed(plan, fresh.keys(), List.of(), index));
    }

    /// Stores a root object, whatever it says.
    public Handle root(RootObject root, Fresh fresh) {
        return new Handle(destination.kind(), destination.store(RootCodec.seal(root, fresh.header(), fresh.keys())));
    }

    /// What is fixed about a file before it is read.
    public UploadPlan plan(Fresh fresh, SourceIdentity source, FileFacts facts, Optional<GroupId> group,
            UploadPlan.Kind kind) {
        return new UploadPlan(new UploadId(Bytes.of(draw(UploadId.SIZE))), drive, group, kind, source, facts,
                fresh.header().file(), fresh.header().wrapped().enc(), fresh.header().wrapped().wrappedDek(),
                Grid.of(source.size(), WANTED, destination.maxChunk()), Bytes.of());
    }

    private Sealed file(FolderScan.Found found, Optional<GroupId> group) throws FailureException {
        Fresh fresh = fresh();
        UploadPlan plan = plan(fresh, found.source(), found.facts(), group, UploadPlan.Kind.FILE);
        Grid grid = plan.grid();
        RootCodec.requireFits(found.facts(), group, grid, destination.maxChunk());
        try (Source source = Source.open(found.source(), grid)) {
            if (grid.inline()) {
                Indexer.Index index = indexer(plan, fresh.keys()).inline(source.content());
                return stored(new Sealed(plan, fresh.keys(), List.of(), index));
            }
            List<PlannedChunk> chunks = new ArrayList<>();
            byte[] plain = new byte[grid.length(0)];
            byte[] sealed = new byte[plain.length + Grid.SEAL_OVERHEAD];
            Planner planner = new Planner(plan, fresh.keys(), source, List.of());
            for (Optional<PlannedChunk> next = planner.next(plain, sealed); next.isPresent(); next = planner
                    .next(plain, sealed)) {
                chunks.add(next.get());
            }
            put(chunks, source, new ChunkCipher(fresh.keys(), plan.file(), grid.count()), plain, sealed);
            Indexer.Index index = indexer(plan, fresh.keys()).chunked(
                    (first, most) -> chunks.subList((int) first, (int) Math.min(first + most, chunks.size())),
                    chunks.stream().map(PlannedChunk::leaf).toList());
            return stored(new Sealed(plan, fresh.keys(), chunks, index));
        }
    }

    private void put(List<PlannedChunk> chunks, Source source, ChunkCipher cipher, byte[] plain, byte[] sealed)
            throws FailureException {
        for (PlannedChunk chunk : chunks) {
            if (!chunk.isRepeat()) {
                int length = source.read(chunk.index(), plain);
                if (!cipher.sealAgain(chunk, plain, length, sealed)) {
                    throw new AssertionError("chunk " + chunk.index() + " is not sealed as it was planned");
                }
                for (var provider : destination.providers()) {
                    provider.put(chunk.address(), sealed, length + Grid.SEAL_OVERHEAD, () -> {});
                }
            }
        }
    }

    private Sealed stored(Sealed sealed) throws FailureException {
        try {
            for (IndexObject object : sealed.index().objects()) {
                byte[] bytes = Files.readAllBytes(object.file());
                if (bytes.length > destination.maxChunk().value()
                        || !destination.store(bytes).equals(object.address())) {
                    throw new AssertionError("index object " + object.ordinal() + " is not what it should be");
                }
                Files.delete(object.file());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sealed;
    }

    private Indexer indexer(UploadPlan plan, FileKeys keys) {
        return new Indexer(plan, keys, destination.kind(), indexFolder);
    }

    private byte[] draw(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}

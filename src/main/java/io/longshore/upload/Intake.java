package io.longshore.upload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.plan.FolderScan;
import io.longshore.seal.DataKey;
import io.longshore.seal.GroupObject;
import io.longshore.seal.Note;
import io.longshore.seal.RootCodec;
import io.longshore.seal.SourceNote;
import io.longshore.seal.Wrapping;

/// Where uploads enter: gives each source its ids and its data key, wrapped to the drive, and makes all that durable before
/// anything is read. Needs no open vault.
public final class Intake {
    private final Stores stores;
    private final DataKeys keys;
    private final SecureRandom random;
    private final GivenAgain givenAgain;

    /// @param keys remembers the data keys while the uploads run
    public Intake(Stores stores, DataKeys keys, SecureRandom random) {
        this.stores = stores;
        this.keys = keys;
        this.random = random;
        this.givenAgain = new GivenAgain(stores.uploads(), keys, random);
    }

    /// What became of what was found.
    ///
    /// @param resumed uploads of the same sources that are not over yet, and go on instead of new ones; an imported one also of
    ///        another file with its name and content, as far as that is planned, which is its source from now on
    /// @param added new uploads
    /// @param given those of `resumed` whose source is another file from now on
    public record Taken(List<UploadId> resumed, List<UploadId> added, Set<UploadId> given) {
        /// Both, those that go on first; each list of a folder comes after its files.
        public List<UploadId> all() {
            return Stream.concat(resumed.stream(), added.stream()).toList();
        }
    }

    /// Whether there is room for what is new.
    public interface Room {
        /// Asks before anything of it is written down.
        /// @param bytes its content
        /// @throws FailureException `Insufficient` if there is not
        void require(ByteCount bytes) throws FailureException;
    }

    /// What was found, by whether it is on its way already.
    ///
    /// @param begun uploads of the same sources that are not over yet, of a folder with those of its files that are
    /// @param given imported uploads that go on with other files of the same content, as they were found
    /// @param fresh the rest, each source once
    public record Sorted(List<UploadId> begun, Map<UploadId, SourceIdentity> given, FolderScan.Scan fresh) {
        /// All that are on their way already.
        public List<UploadId> known() {
            return Stream.concat(begun.stream(), given.keySet().stream()).toList();
        }
    }

    /// Looks what of it is on its way to a drive already. Records nothing; reads what may be the source of an imported upload.
    /// @throws FailureException `VaultLocked` if it takes the vault to know whether it is
    public Sorted sorted(FolderScan.Scan scan, Drive drive) throws FailureException {
        Unfinished unfinished = Unfinished.of(stores.uploads(), drive.id());
        Set<UploadId> begun = new LinkedHashSet<>();
        Set<FolderScan.Found> others = new LinkedHashSet<>();
        for (FolderScan.Found file : scan.files()) {
            unfinished.file(file).ifPresentOrElse(begun::add, () -> others.add(file));
        }
        Map<UploadId, SourceIdentity> given = new LinkedHashMap<>();
        Set<FolderScan.Found> files = given(others, drive, begun, given);
        Set<FolderScan.Group> folders = new LinkedHashSet<>();
        for (FolderScan.Group folder : scan.groups()) {
            List<UploadId> known = unfinished.folder(folder);
            begun.addAll(known);
            if (known.isEmpty() && !given(folder, drive, begun, given)) {
                folders.add(folder);
            }
        }
        return new Sorted(List.copyOf(begun), given,
                new FolderScan.Scan(List.copyOf(files), List.copyOf(folders), scan.links(),
                        scan.skipped()));
    }

    /// Finds those among the files that imported uploads go on with; the others are left.
    private Set<FolderScan.Found> given(Set<FolderScan.Found> files, Drive drive, Set<UploadId> begun,
            Map<UploadId, SourceIdentity> given) throws FailureException {
        Set<FolderScan.Found> left = new LinkedHashSet<>();
        for (FolderScan.Found file : files) {
            Set<UploadId> taken = new HashSet<>(begun);
            taken.addAll(given.keySet());
            Optional<Upload> upload = givenAgain.of(file, drive, taken);
            if (upload.isPresent()) {
                given.put(upload.get().id(), file.source());
            } else {
                left.add(file);
            }
        }
        return left;
    }

    /// Whether an imported upload of a folder goes on with this one; those of its files that are over stay as they are.
    private boolean given(FolderScan.Group folder, Drive drive, Set<UploadId> begun,
            Map<UploadId, SourceIdentity> given) throws FailureException {
        Map<Upload, SourceIdentity> known = givenAgain.of(folder, drive);
        known.forEach((upload, source) -> {
            if (upload.state().isFinal()) {
                begun.add(upload.id());
            } else {
                given.put(upload.id(), source);
            }
        });
        return !known.isEmpty();
    }

    /// Which of a drive's uploads wait for the user to give their source again, and why: imported ones whose file is not here as
    /// it was there. Where a file of the same content stands in its place, that is the source from now on.
    public synchronized Map<UploadId, Failure> awaited(List<UploadId> uploads, Drive drive) throws FailureException {
        Map<UploadId, Failure> awaited = new HashMap<>();
        for (UploadId id : uploads) {
            Optional<Upload> upload = stores.uploads().find(id);
            if (upload.isPresent() && !upload.get().state().isFinal()) {
                givenAgain.awaited(upload.get(), drive).ifPresent(failure -> awaited.put(id, failure));
            }
        }
        return awaited;
    }

    /// Adds all that was found to a drive. A source whose upload there is not over goes on with it, and one that was named
    /// twice is taken once. One call after the other: two that name the same source find each other's.
    /// @param maxChunk the largest object the drive takes
    /// @param budget the most each may spend; where it is given it holds for those that go on, too
    /// @param room for what is new
    /// @param refused gets what is not added, and why
    public synchronized Taken add(FolderScan.Scan scan, Drive drive, ByteCount maxChunk, Optional<Amount> budget,
            Room room, Map<Path, Failure> refused) throws FailureException {
        Sorted sorted = sorted(scan, drive);
        List<UploadId> resumed = sorted.known();
        room.require(total(sorted.fresh()));
        for (Map.Entry<UploadId, SourceIdentity> given : sorted.given().entrySet()) {
            givenAgain.record(stores.uploads().find(given.getKey()).orElseThrow(), given.getValue(), drive);
        }
        if (budget.isPresent()) {
            for (UploadId upload : resumed) {
                stores.uploads().budget(upload, budget);
            }
        }
        return new Taken(resumed, made(sorted.fresh(), drive, maxChunk, budget, refused), sorted.given().keySet());
    }

    private List<UploadId> made(FolderScan.Scan fresh, Drive drive, ByteCount maxChunk, Optional<Amount> budget,
            Map<Path, Failure> refused) throws FailureException {
        Map<UploadId, DataKey> made = new HashMap<>();
        List<UploadPlan> plans = new ArrayList<>();
        for (FolderScan.Found file : fresh.files()) {
            plan(drive, maxChunk, Optional.empty(), UploadPlan.Kind.FILE, file, made, refused).ifPresent(plans::add);
        }
        for (FolderScan.Group folder : fresh.groups()) {
            plans.addAll(group(drive, maxChunk, folder, made, refused));
        }
        if (plans.isEmpty()) {
            return List.of();
        }
        List<Upload> added = stores.uploads().addAll(plans, budget);
        made.forEach(keys::remember);
        return added.stream().map(Upload::id).toList();
    }

    private List<UploadPlan> group(Drive drive, ByteCount maxChunk, FolderScan.Group folder,
            Map<UploadId, DataKey> made,
            Map<Path, Failure> refused) throws FailureException {
        GroupId group = GroupId.of(bytes(GroupId.SIZE));
        try {
            RootCodec.requireFits(folder.folder().facts(), group, expected(folder), maxChunk);
        } catch (FailureException e) {
            refused.put(folder.folder().source().path(), e.failure());
            return List.of();
        }
        List<UploadPlan> plans = new ArrayList<>();
        for (FolderScan.Found member : folder.members()) {
            plan(drive, maxChunk, Optional.of(group), UploadPlan.Kind.FILE, member, made, refused)
                    .ifPresent(plans::add);
        }
        plan(drive, maxChunk, Optional.of(group), UploadPlan.Kind.GROUP, folder.folder(), made, refused)
                .ifPresent(plans::add);
        Bytes sealed = Note.seal(String.join("\0", folder.emptyFolders()).getBytes(StandardCharsets.UTF_8),
                drive.publicKey(), drive.id(), random);
        stores.uploads().folders(drive.id(), group, folder.emptyFolders(), sealed);
        return plans;
    }

    private Optional<UploadPlan> plan(Drive drive, ByteCount maxChunk, Optional<GroupId> group, UploadPlan.Kind kind,
            FolderScan.Found found, Map<UploadId, DataKey> made, Map<Path, Failure> refused)
            throws FailureException {
        SourceIdentity source = found.source();
        FileFacts facts = found.facts();
        ByteCount size = kind == UploadPlan.Kind.GROUP ? ByteCount.ZERO : source.size();
        Grid grid = Grid.of(size, drive.profile().chunkSize(), maxChunk);
        try {
            RootCodec.requireFits(facts, group, grid, maxChunk);
        } catch (FailureException e) {
            refused.put(source.path(), e.failure());
            return Optional.empty();
        }
        UploadId upload = UploadId.of(bytes(UploadId.SIZE));
        FileId file = FileId.of(bytes(FileId.SIZE));
        DataKey key = DataKey.random(random);
        made.put(upload, key);
        Wrapping.Wrapped wrapped = Wrapping.wrap(key, drive.publicKey(), drive.id(), file, random);
        Bytes note = Note.seal(new SourceNote(source, facts, kind, group).encode(), drive.publicKey(), drive.id(),
                random);
        return Optional.of(new UploadPlan(upload, drive.id(), group, kind, source, facts, file, wrapped.enc(),
                wrapped.wrappedDek(), grid, note));
    }

    /// The list of a folder as long as it can become.
    private static GroupObject expected(FolderScan.Group folder) {
        Handle handle = new Handle(DestinationKind.NETWORK, Address.of(new byte[Address.SIZE]));
        return new GroupObject(folder.folder().facts().name(), folder.members().stream()
                .map(member -> new GroupObject.Member(String.join("/", member.facts().path()), handle)).toList(),
                folder.emptyFolders());
    }

    /// Reads the folders of a group from what was sealed of them: no name has a NUL in it.
    public static List<String> folders(String note) {
        return note.isEmpty() ? List.of() : List.of(note.split("\0"));
    }

    /// How many bytes of content were found.
    public static ByteCount total(FolderScan.Scan scan) {
        return Stream.concat(scan.files().stream(), scan.groups().stream().flatMap(group -> group.members().stream()))
                .map(found -> found.source().size()).reduce(ByteCount.ZERO, ByteCount::plus);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}

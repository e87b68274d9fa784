package io.longshore.upload;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.longshore.model.Address;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.GroupId;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.store.UploadStore;
import io.longshore.plan.FolderScan;
import io.longshore.plan.Source;
import io.longshore.seal.ChunkCipher;
import io.longshore.seal.FileKeys;
import io.longshore.seal.IndexSealer;
import io.longshore.seal.LeafSeal;
import io.longshore.seal.Note;
import io.longshore.seal.SourceNote;

/// Finds the imported uploads that a file of this machine is the source of: another machine gives the same file another
/// identity, so its content decides, against all that is planned of it. For one thread at a time.
final class GivenAgain {
    private final UploadStore uploads;
    private final DataKeys keys;
    private final SecureRandom random;

    GivenAgain(UploadStore uploads, DataKeys keys, SecureRandom random) {
        this.uploads = uploads;
        this.keys = keys;
        this.random = random;
    }

    /// The imported upload to a drive that a file is the source of: it has the size and the name, all that is planned of it is
    /// what the file has, and its own source is not there as it was. Of several the one that is planned furthest. Reads as
    /// much of the file as is planned.
    /// @param except those that are not meant
    /// @throws FailureException `VaultLocked` if that cannot be known while the vault is locked: the file might be paid twice
    Optional<Upload> of(FolderScan.Found file, Drive drive, Set<UploadId> except) throws FailureException {
        List<Upload> candidates = new ArrayList<>();
        for (Upload upload : uploads.unfinished(drive.id())) {
            if (!except.contains(upload.id()) && upload.plan().facts().name().equals(file.facts().name())
                    && upload.plan().grid().size().equals(file.source().size()) && difference(upload).isPresent()) {
                candidates.add(upload);
            }
        }
        candidates.sort(Comparator.comparingLong(Upload::planned).reversed());
        for (Upload upload : candidates) {
            if (isSame(upload, file.source())) {
                return Optional.of(upload);
            }
        }
        return Optional.empty();
    }

    /// The uploads of an imported folder that a folder of this machine is: it has the name, the same files by path and content,
    /// and the same empty folders, and there is no folder any more where that one was. The list last; none if there is none.
    /// @throws FailureException `VaultLocked` if that cannot be known while the vault is locked
    Map<Upload, SourceIdentity> of(FolderScan.Group folder, Drive drive) throws FailureException {
        for (Upload list : uploads.unfinished(drive.id())) {
            UploadPlan plan = list.plan();
            boolean moved = folder.folder().source().path().equals(plan.source().path())
                    || !Files.isDirectory(plan.source().path(), LinkOption.NOFOLLOW_LINKS);
            if (plan.kind() == UploadPlan.Kind.GROUP && uploads.isImported(list.id()) && moved
                    && plan.source().path().isAbsolute()
                    && plan.facts().name().equals(folder.folder().facts().name())) {
                Map<Upload, SourceIdentity> all = members(list, folder);
                if (!all.isEmpty()) {
                    return all;
                }
            }
        }
        return Map.of();
    }

    private Map<Upload, SourceIdentity> members(Upload list, FolderScan.Group folder) throws FailureException {
        GroupId group = list.plan().group().orElseThrow();
        Map<List<String>, SourceIdentity> found = new HashMap<>();
        folder.members().forEach(member -> found.put(member.facts().path(), member.source()));
        Map<Upload, SourceIdentity> all = new LinkedHashMap<>();
        for (Upload member : uploads.group(group)) {
            if (member.plan().kind() == UploadPlan.Kind.FILE) {
                SourceIdentity source = found.remove(member.plan().facts().path());
                boolean given = member.state() instanceof UploadState.Cancelled
                        || member.state() instanceof UploadState.Failed;
                if (given || source == null || !isSame(member, source)) {
                    return Map.of();
                }
                all.put(member, source);
            }
        }
        if (!found.isEmpty() || !Set.copyOf(uploads.folders(group)).equals(Set.copyOf(folder.emptyFolders()))) {
            return Map.of();
        }
        all.put(list, folder.folder().source());
        return all;
    }

    /// Why an imported upload of a file cannot go on with what is here: its source is not there as it was, nor is it a file of
    /// the same content in the same place, which is its source from now on. Empty for all others, and where
    /// it takes the vault to know, for which the upload then waits.
    Optional<Failure> awaited(Upload upload, Drive drive) throws FailureException {
        Optional<String> difference = difference(upload);
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        Optional<SourceIdentity> there = there(upload.plan().source());
        try {
            if (there.isPresent() && isSame(upload, there.get())) {
                record(upload, there.get(), drive);
                return Optional.empty();
            }
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.VaultLocked) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new Failure.SourceAwaited(upload.plan().source().path(), difference.get()));
    }

    /// Makes a file the source of an upload. Forced.
    void record(Upload upload, SourceIdentity source, Drive drive) throws FailureException {
        UploadPlan plan = upload.plan();
        uploads.source(upload.id(), source,
                Note.seal(new SourceNote(source, plan.facts(), plan.kind(), plan.group()).encode(), drive.publicKey(),
                        drive.id(), random));
    }

    /// What is the matter with the source of an imported upload of a file; empty for others, and if nothing is.
    private Optional<String> difference(Upload upload) throws FailureException {
        // One whose place is sealed still has none yet.
        boolean isKnown = upload.plan().source().path().isAbsolute();
        if (!isKnown || upload.plan().kind() != UploadPlan.Kind.FILE || !uploads.isImported(upload.id())) {
            return Optional.empty();
        }
        try {
            return Source.difference(upload.plan().source());
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.SourceUnreadable(var _, String why)) {
                return Optional.of(why);
            }
            throw e;
        }
    }

    private static Optional<SourceIdentity> there(SourceIdentity planned) throws FailureException {
        try {
            return Source.at(planned.path()).filter(found -> found.size().equals(planned.size()));
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.SourceUnreadable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isSame(Upload upload, SourceIdentity found) throws FailureException {
        UploadPlan plan = upload.plan();
        if (!found.size().equals(plan.grid().size())) {
            return false;
        }
        FileKeys opened = keys.of(plan);
        try (Source source = Source.open(found, plan.grid())) {
            return plan.grid().inline()
                    ? hasRoot(upload, opened, source.content())
                    : hasLeaves(plan, opened, source);
        } catch (FailureException e) {
            if (e.failure() instanceof Failure.SourceChanged || e.failure() instanceof Failure.SourceUnreadable) {
                return false;
            }
            throw e;
        }
    }

    private boolean hasRoot(Upload upload, FileKeys opened, byte[] content) throws FailureException {
        List<Address> made = new ArrayList<>();
        new IndexSealer(upload.plan(), opened).inline(content, (_, address, _, _) -> made.add(address));
        List<Address> known = uploads.objects(upload.id()).stream().map(IndexObject::address).toList();
        return known.isEmpty() || known.equals(made);
    }

    private boolean hasLeaves(UploadPlan plan, FileKeys opened, Source source) throws FailureException {
        for (UploadStore.SealedLeaves sealed : uploads.sealedLeaves(plan.upload())) {
            uploads.supplyLeaves(plan.upload(), sealed.first(),
                    new LeafSeal(opened, plan.file()).open(sealed.first(), sealed.count(), sealed.sealed()));
        }
        ChunkCipher cipher = new ChunkCipher(opened, plan.file(), plan.grid().count());
        byte[] plain = new byte[Math.toIntExact(plan.grid().chunkSize().value())];
        long index = 0;
        for (Hash leaf : uploads.leaves(plan.upload())) {
            int length = source.read(index++, plain);
            if (!cipher.leaf(plain, length).equals(leaf)) {
                return false;
            }
        }
        return true;
    }
}

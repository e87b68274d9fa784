package io.longshore.restore;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.seal.GroupObject;
import io.longshore.seal.Vault;

/// Brings back the files and empty folders of one group, one after the other. What fails is noted under its path, and the
/// rest goes on. For one thread, once.
final class GroupRestore {
    private final Fetcher fetcher;
    private final Vault vault;
    private final RandomGenerator random;
    private final Path folder;
    private final boolean overwrite;
    private final Set<String> placed = new HashSet<>();
    private final Map<String, Failure> failed = new HashMap<>();
    private ByteCount bytes = ByteCount.ZERO;
    private long files;

    GroupRestore(Fetcher fetcher, Vault vault, RandomGenerator random, Path folder, boolean overwrite) {
        this.fetcher = fetcher;
        this.vault = vault;
        this.random = random;
        this.folder = folder;
        this.overwrite = overwrite;
    }

    /// Makes the group's folder, and in it all that can be had.
    /// @throws FailureException `Exists` when something else stands in the folder's place; `Cancelled`; `VaultLocked`
    Restored restore(GroupObject group) throws FailureException {
        Place.folder(folder);
        for (String path : group.folders()) {
            attempt(path, () -> Place.folder(Place.below(folder, Place.components(path))));
        }
        for (GroupObject.Member member : group.roots()) {
            attempt(member.path(), () -> file(member));
        }
        return new Restored(folder, files, bytes, failed);
    }

    private void file(GroupObject.Member member) throws FailureException {
        Path path = Place.below(folder, Place.components(member.path()));
        try (SealedFile file = SealedFile.open(member.handle(), fetcher, vault)) {
            if (file.root().isGroup()) {
                throw new FailureException(new Failure.Unsupported("a folder's list within a folder's list"));
            }
            Place.checkNames(file.root().facts());
            // Two members of one name, or of names that one file system takes for one, must not replace each other.
            boolean first = placed.add(path.toString().toLowerCase(Locale.ROOT));
            Place.requireFree(path, overwrite && first);
            file.restore(path, overwrite && first, random);
            files++;
            bytes = bytes.plus(file.root().size());
        }
    }

    private void attempt(String path, Step step) throws FailureException {
        try {
            step.take();
        } catch (FailureException e) {
            switch (e.failure()) {
                case Failure.Cancelled _,Failure.VaultLocked _ -> throw e;
                default -> failed.put(path, e.failure());
            }
        }
    }

    private interface Step {
        void take() throws FailureException;
    }
}

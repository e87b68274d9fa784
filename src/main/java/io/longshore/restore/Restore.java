package io.longshore.restore;

import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.longshore.destination.Destination;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.Handle;
import io.longshore.net.Backoff;
import io.longshore.seal.GroupObject;
import io.longshore.seal.Vault;

/// Brings stored files back from one drive's storage, checked from end to end: addresses, seals, and the file root over
/// what was written; names are taken for hostile. A file appears under its name whole or not at all, and replaces nothing
/// unless asked to. An interrupt ends a restore with `Cancelled`. Any thread may call it, several at once.
///
/// **Where it goes.** Where the target is a folder, a file goes into it under its stored name, and a group as a folder of
/// that name. Where nothing stands at the target, and its parent is a folder, the target itself becomes the file, or the
/// group's folder. A group's folder may exist: its files are added there.
public final class Restore {
    private final Destination destination;
    private final Vault vault;
    private final Backoff backoff;
    private final RandomGenerator random;

    /// @param vault holds the keys of the drives
    /// @param backoff how long to wait when providers are out of reach
    /// @param random names temporary files
    public Restore(Destination destination, Vault vault, Backoff backoff, RandomGenerator random) {
        this.destination = destination;
        this.vault = vault;
        this.backoff = backoff;
        this.random = random;
    }

    /// Restores a file or group. Of a group, what cannot be had is named in the result and the rest goes on.
    /// @param overwrite whether files that stand in the way are replaced; folders never are
    /// @throws FailureException `NotFound`, `Corrupt` or `Unavailable` for what the providers have; `WrongVault`,
    ///         `VaultLocked`; `Unsupported` for another kind of destination, a newer version or chunks too large;
    ///         `HostileName`, `Exists`, `Insufficient`, `LocalFailure` for the place; `Cancelled`. Nothing of a single
    ///         file is then left behind
    public Restored restore(Handle handle, Path target, boolean overwrite) throws FailureException {
        if (handle.kind() != destination.kind()) {
            throw new FailureException(new Failure.Unsupported("a handle of a drive of another kind"));
        }
        Fetcher fetcher = new Fetcher(destination, backoff);
        try (SealedFile file = SealedFile.open(handle, fetcher, vault)) {
            FileFacts facts = file.root().facts();
            Place.checkNames(facts);
            Path path = Place.of(target, facts.name());
            if (file.root().isGroup()) {
                GroupObject group = GroupObject.decode(file.list().toArray());
                return new GroupRestore(fetcher, vault, random, path, overwrite).restore(group);
            }
            Place.requireFree(path, overwrite);
            file.restore(path, overwrite, random);
            return new Restored(path, 1, file.root().size(), Map.of());
        }
    }
}

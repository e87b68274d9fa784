package io.longshore.upload;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.seal.DataKey;
import io.longshore.seal.FileKeys;
import io.longshore.seal.Vault;

/// The data keys of uploads: of those added in this run from memory, so that they run without the vault; of others from
/// their wrapped form, with it.
public final class DataKeys implements Road.Keys {
    private final ConcurrentMap<UploadId, DataKey> remembered = new ConcurrentHashMap<>();
    private final Optional<Vault> vault;

    /// @param vault the open vault; empty while it is locked
    public DataKeys(Optional<Vault> vault) {
        this.vault = vault;
    }

    /// Keeps the key of an upload that was just added.
    void remember(UploadId upload, DataKey key) {
        remembered.put(upload, key);
    }

    @Override
    public void forget(UploadId upload) {
        DataKey key = remembered.remove(upload);
        if (key != null) {
            key.destroy();
        }
    }

    @Override
    public FileKeys of(UploadPlan plan) throws FailureException {
        DataKey known = remembered.get(plan.upload());
        if (known != null) {
            return known.keys(plan.file());
        }
        DataKey key = vault.orElseThrow(() -> new FailureException(new Failure.VaultLocked())).unwrap(plan.drive(),
                plan.file(), plan.enc(), plan.wrappedDek());
        try {
            return key.keys(plan.file());
        } finally {
            key.destroy();
        }
    }
}

package io.longshore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.ledger.Ledger;
import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ImportedJournal;
import io.longshore.model.Whereabouts;
import io.longshore.model.store.UploadStore;
import io.longshore.receipt.Export;
import io.longshore.receipt.ForeignDrive;
import io.longshore.receipt.Verification;
import io.longshore.receipt.VerifiedRecords;
import io.longshore.seal.Vault;

/// Takes over what another data folder with the same vault exported.
///
/// @param home this data folder
/// @param ledger where it goes
/// @param drives this data folder's drives, none of which is open
/// @param networks what drives lead to here
/// @param uploads this data folder's uploads
record Imports(Path home, Ledger ledger, Drives drives, Networks networks, UploadStore uploads) {
    /// How large an export may be: its records become durable as one, and are held in memory until then. A million chunks
    /// make some hundred mebibytes of it.
    private static final long LARGEST = 1L << 29;

    /// As [Longshore#importJournal].
    ImportedJournal take(Path file) throws FailureException {
        Vault vault = drives.opened();
        if (!drives.running().isEmpty()) {
            throw new FailureException(new Failure.Refused("the import",
                    "a drive is open; import before uploads run in this program"));
        }
        requireRoom(file);
        VerifiedRecords records = Verification.records(file);
        List<Drive> theirs = new ArrayList<>();
        for (ForeignDrive foreign : records.drives()) {
            theirs.add(ours(foreign, vault));
        }
        Optional<Hash> own = Export.origin(home.resolve(Ledger.JOURNAL));
        ImportedJournal imported = ledger.imports().take(own, records.lines(), drives.settled(theirs));
        ledger.openSources(new Opener(vault));
        return imported;
    }

    private static void requireRoom(Path file) throws FailureException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new FailureException(
                        new Failure.Unsupported("an export of more than " + LARGEST + " bytes: " + file));
            }
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read: " + e.getMessage()),
                    e);
        }
    }

    /// The drive with the network it leads to here.
    /// @throws FailureException `WrongVault` if its key is not this vault's
    private Drive ours(ForeignDrive foreign, Vault vault) throws FailureException {
        Drive drive = foreign.drive();
        if (!vault.drivePublicKey(drive.id()).equals(drive.publicKey())) {
            throw new FailureException(new Failure.WrongVault(drive.id()));
        }
        Drive there = foreign.sealedNetwork().isPresent() ? opened(drive, foreign.sealedNetwork().get(), vault) : drive;
        Whereabouts here = networks.here();
        // A list of providers is no local network, whatever chain it is paid on.
        boolean local = !(there.network() instanceof Whereabouts.Listed) && here instanceof Whereabouts.Directory;
        return local && networks.present().describe().chain().equals(drive.chain()) ? there.at(here) : there;
    }

    private static Drive opened(Drive drive, Bytes sealed, Vault vault) throws FailureException {
        return drive.at(Whereabouts.of(new String(vault.openNote(drive.id(), sealed).toArray(),
                StandardCharsets.UTF_8)));
    }
}

package io.longshore;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.longshore.ledger.SourceOpener;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.seal.SourceNote;
import io.longshore.seal.Vault;
import io.longshore.upload.Intake;

/// Opens what the journal has sealed to drives, with the vault.
record Opener(Vault vault) implements SourceOpener {
    @Override
    public Opened source(DriveId drive, Bytes sealed) throws FailureException {
        SourceNote note = SourceNote.decode(vault.openNote(drive, sealed).toArray());
        return new Opened(note.source(), note.facts());
    }

    @Override
    public String network(DriveId drive, Bytes sealed) throws FailureException {
        return new String(vault.openNote(drive, sealed).toArray(), StandardCharsets.UTF_8);
    }

    @Override
    public List<String> folders(DriveId drive, Bytes sealed) throws FailureException {
        return Intake.folders(new String(vault.openNote(drive, sealed).toArray(), StandardCharsets.UTF_8));
    }
}

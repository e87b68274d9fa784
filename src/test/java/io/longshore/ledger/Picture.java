package io.longshore.ledger;

import java.util.ArrayList;
import java.util.List;

import io.longshore.model.Drive;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.Upload;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;

/// Everything a ledger says that must not depend on how its database came to be, in words that can be compared.
final class Picture {
    private Picture() {}

    static List<String> of(Ledger ledger) throws FailureException {
        List<String> says = new ArrayList<>();
        for (Drive drive : ledger.drives().all()) {
            says.add(drive.toString());
            says.add(ledger.leaves().from(drive.id(), 0, 10_000).toString());
            says.add(ledger.leaves().checkpoints(drive.id(), 10_000).toString());
        }
        for (Upload upload : ledger.uploads().all()) {
            says.add(upload.id() + " planned " + upload.planned() + " indexed " + upload.handle() + " closed "
                    + upload.state().isFinal() + " added " + upload.added() + upload.plan().wrappedDek());
            says.add(ledger.payments().spent(upload.id()) + " paid " + ledger.waves().paidChunks(upload.id()));
            says.add(ledger.waves().free(upload.id()).toString());
            says.add(ledger.uploads().objects(upload.id()).toString());
            says.add(ledger.waves().of(upload.id()).stream().map(Wave::id).toList() + " leaf end "
                    + ledger.leaves().end(upload.id()));
        }
        long waves = 0;
        while (ledger.waves().find(new WaveId(waves + 1)).isPresent()) {
            waves++;
            Wave wave = ledger.waves().find(new WaveId(waves)).orElseThrow();
            says.add(wave.rows() + " " + wave.stage() + " " + wave.intent() + " leafed " + wave.leafed());
        }
        for (Intent intent : ledger.payments().open()) {
            says.add(intent + " " + ledger.payments().attempts(intent.id()));
        }
        says.add(ledger.payments().receipts().toString());
        says.add(ledger.limits().limits().toString());
        return says;
    }
}

package io.longshore.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.longshore.model.Amount;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.IntentId;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Receipt;
import io.longshore.model.RowRef.ChunkRow;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// What must be true of a ledger whatever happened to it.
final class Confirmed {
    private Confirmed() {}

    /// Every fact that a [Scenario] was told of is there.
    static void check(Ledger ledger, List<String> confirmed) throws FailureException {
        for (String line : confirmed) {
            String[] words = line.split(" ");
            assertTrue(switch (words[0]) {
                case "drive" ->
                    ledger.drives().all().stream().anyMatch(drive -> drive.id().equals(DriveId.of(words[1])));
                case "upload" -> ledger.uploads().find(UploadId.of(words[1])).isPresent();
                case "wave" -> ledger.waves().find(new WaveId(Long.parseLong(words[1]))).isPresent();
                case "intent" -> ledger.payments().attempts(new IntentId(Long.parseLong(words[1]))).size() == 1;
                case "outcome" -> ledger.payments().outcome(new IntentId(Long.parseLong(words[1]))).isPresent();
                case "receipt" -> ledger.payments().receipt(new WaveId(Long.parseLong(words[1]))).isPresent();
                case "leaf" -> ledger.leaves().count(DriveId.of(words[1])) > Long.parseLong(words[2]);
                case "closed" -> ledger.uploads().find(UploadId.of(words[1])).orElseThrow().state().isFinal();
                default -> false;
            }, line);
        }
    }

    /// What uploads cost is what receipts say.
    static void booksAddUp(Ledger ledger) throws FailureException {
        Amount paid = Amount.ZERO;
        for (Receipt receipt : ledger.payments().receipts()) {
            paid = paid.plus(receipt.total());
        }
        Amount booked = Amount.ZERO;
        for (Upload upload : ledger.uploads().all()) {
            booked = booked.plus(ledger.payments().spent(upload.id()).tokens());
        }
        assertEquals(paid, booked);
    }

    /// The counts of each upload are what its waves and chunks say.
    static void countsAreRight(Ledger ledger) throws FailureException {
        for (Upload upload : ledger.uploads().all()) {
            Set<Long> stored = new HashSet<>();
            Set<Long> paid = new HashSet<>();
            for (Wave wave : ledger.waves().of(upload.id())) {
                for (int position = 0; position < wave.rows().size(); position++) {
                    if (wave.rows().get(position).ref() instanceof ChunkRow(UploadId of, long index)
                            && of.equals(upload.id())) {
                        if (wave.stored().get(position)) {
                            stored.add(index);
                        }
                        if (wave.stage() == WaveStage.PAID || wave.stage() == WaveStage.PLACED) {
                            paid.add(index);
                        }
                    }
                }
            }
            List<PlannedChunk> chunks = ledger.uploads().chunks(upload.id(), 0, 10_000);
            assertEquals(upload.planned(), chunks.size());
            assertEquals(chunks.stream().filter(chunk -> stored.contains(chunk.sealedAs())).count(),
                    ledger.waves().storedChunks(upload.id()));
            assertEquals(chunks.stream().filter(chunk -> paid.contains(chunk.sealedAs())).count(),
                    ledger.waves().paidChunks(upload.id()));
        }
    }
}

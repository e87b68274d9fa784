package io.longshore.ledger;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.ProviderId;
import io.longshore.model.Strategy;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.UploadState;
import io.longshore.model.Whereabouts;
import io.longshore.model.store.UploadStore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class DrivesTest {
    private static final Whereabouts LISTED = new Whereabouts.Listed(URI.create("http://127.0.0.1:8545/rpcsecret"),
            new Finality.Finalized(),
            List.of(provider(1, "http://127.0.0.1:1/nodesecret"), provider(2, "https://node.example/othersecret")));

    private final Samples samples = new Samples(11);

    @TempDir
    private Path home;

    private static Whereabouts.Provider provider(int number, String url) {
        byte[] id = new byte[Account.SIZE];
        id[0] = (byte) number;
        return new Whereabouts.Provider(new ProviderId(Account.of(id)), URI.create(url));
    }

    private Ledger open() throws FailureException {
        return Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()));
    }

    @Test
    void theyStandInTheOrderTheyWereMadeWhateverTheyAreCalledAndHoweverTheyChange() throws Exception {
        Drive last = samples.drive().settled("z", samples.drive().bucket());
        Drive first = samples.drive().settled("a", samples.drive().bucket());
        try (Ledger ledger = open()) {
            ledger.drives().put(last);
            ledger.drives().put(first);
            ledger.drives().put(last.anchored(new Strategy.Manual()));
            assertEquals(List.of(last.anchored(new Strategy.Manual()), first), ledger.drives().all());
        }
        try (Ledger ledger = open()) {
            assertEquals(List.of("z", "a"), ledger.drives().all().stream().map(Drive::name).toList());
        }
    }

    @Test
    void aRecordFromBeforeStrategiesIsOfADriveThatIsAnchoredAtOnceAndHasNoBound() throws Exception {
        Drive drive = samples.drive().at(LISTED).anchored(new Strategy.Immediate()).holding(Optional.empty());
        Fact.DriveKept kept = new Fact.DriveKept(drive, Optional.empty());
        ObjectNode json = (ObjectNode) Json.tree(DriveCodec.write(kept).bytes());
        assertEquals("immediate", json.remove("strategy").stringValue());
        assertFalse(json.has("capacity"));
        assertEquals(kept, DriveCodec.read(Body.of(json)));
    }

    @Test
    void whereAListedNetworkIsStandsInTheJournalAsSealedOnly() {
        Bytes note = samples.bytes(40);
        Drive drive = samples.drive().at(LISTED);
        Seats seats = new Seats(Optional.of((_, text) -> {
            assertEquals(LISTED, Whereabouts.of(text));
            return note;
        }));
        String written = new String(DriveCodec.write(seats.fact(drive)).bytes());
        assertFalse(written.contains("secret") || written.contains("node.example"), written);
    }

    @Test
    void whatWasGivenUpOrFailedTakesNothingOfTheCapacity() throws Exception {
        try (Ledger ledger = open()) {
            Drive drive = samples.drive();
            ledger.drives().put(drive);
            ledger.drives().put(samples.drive());
            UploadStore uploads = ledger.uploads();
            List<UploadPlan> plans = List.of(samples.plan(drive.id(), 3, Optional.empty()),
                    samples.plan(drive.id(), 70, Optional.empty()), samples.plan(drive.id(), 90, Optional.empty()),
                    samples.plan(samples.drive().id(), 5, Optional.empty()));
            List<Upload> added = uploads.addAll(plans, Optional.empty());
            uploads.state(added.get(1).id(), new UploadState.Cancelled(Amount.ZERO));
            uploads.state(added.get(2).id(), new UploadState.Failed(new Failure.Cancelled(), Amount.ZERO));
            assertEquals(plans.get(0).grid().size(), uploads.content(drive.id()));
            assertEquals(ByteCount.ZERO, uploads.content(samples.drive().id()));
        }
    }
}

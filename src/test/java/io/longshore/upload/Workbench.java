package io.longshore.upload;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import io.longshore.ledger.Ledger;
import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.Hash;
import io.longshore.model.Nonce;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Profile;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.Run;
import io.longshore.model.Signature;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Tag;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.Wei;
import io.longshore.model.Whereabouts;
import io.longshore.seal.DataKey;

/// A real ledger with a drive, and made-up uploads, chunks and payments to try the parts of the road on.
final class Workbench implements AutoCloseable {
    static final ChainId CHAIN = new ChainId((1L << 40) + 7);
    static final Account VAULT = Account.of("0x" + "22".repeat(20));
    static final int CHUNK = 70_000;

    final Stores stores;
    final Tally tally;
    final Tasks tasks;
    final Drive drive;
    private final Ledger ledger;
    private final SplittableRandom random = new SplittableRandom(5);

    Workbench(Path home) throws FailureException {
        ledger = Ledger.open(home, new Ledger.Options(InstantSource.system(), Optional.empty()));
        stores = new Stores(ledger.drives(), ledger.uploads(), ledger.waves(), ledger.payments(), ledger.leaves(),
                ledger.limits(), ledger.health(), ledger.lapses(), ledger.anchorages(), ledger.decisions());
        tally = new Tally(stores.payments());
        tasks = new Tasks(stores.uploads(), tally);
        drive = new Drive(new DriveId(bytes(DriveId.SIZE)), "local", DestinationKind.NETWORK, bytes(32),
                new BucketId(7), Profile.TACTICAL, new Whereabouts.Embedded(), CHAIN, true);
        stores.drives().put(drive);
    }

    /// The drive, paid with play money or not.
    Drive drive(boolean free) {
        return new Drive(drive.id(), drive.name(), drive.kind(), drive.publicKey(), drive.bucket(), drive.profile(),
                drive.network(), drive.chain(), free, drive.contracts(), drive.ceiling(),
                drive.strategy(), drive.capacity());
    }

    Bytes bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    /// An upload of so many chunks that does not run.
    UploadPlan upload(int chunks, Optional<Amount> budget) throws FailureException {
        Instant time = Instant.ofEpochSecond(1_700_000_000);
        Grid grid = new Grid(new ByteCount((long) chunks * CHUNK), new ByteCount(CHUNK));
        Path path = Path.of("/nowhere/at all").toAbsolutePath();
        UploadPlan plan = new UploadPlan(new UploadId(bytes(UploadId.SIZE)), drive.id(), Optional.empty(),
                UploadPlan.Kind.FILE, new SourceIdentity(path, grid.size(), time, "1"),
                new FileFacts("all", List.of(), time, time, false, "text/plain"), new FileId(bytes(FileId.SIZE)),
                bytes(32), bytes(48), grid, bytes(100));
        stores.uploads().add(plan, budget);
        return plan;
    }

    /// A task for an upload; it does not run yet.
    static Task task(UploadPlan plan) {
        DataKey key = DataKey.random(new SecureRandom());
        return new Task(plan, key.keys(plan.file()));
    }

    /// An upload of so many chunks that runs.
    Task running(int chunks, Optional<Amount> budget) throws FailureException {
        Task task = task(upload(chunks, budget));
        tasks.start(task);
        return task;
    }

    PlannedChunk chunk(long index) {
        return new PlannedChunk(index, index, new Nonce(bytes(Nonce.SIZE)), new Tag(bytes(Tag.SIZE)),
                new Address(bytes(Address.SIZE)), new Hash(bytes(Hash.SIZE)));
    }

    static Row row(UploadId upload, PlannedChunk chunk) {
        return new Row(new RowRef.ChunkRow(upload, chunk.index()), chunk.address(), new ByteCount(CHUNK + 16L));
    }

    /// A wave of the first `count` chunks of each upload.
    Wave wave(int count, Task... uploads) throws FailureException {
        List<Run> runs = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Task upload : uploads) {
            List<PlannedChunk> chunks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                chunks.add(chunk(i));
                rows.add(row(upload.id(), chunks.getLast()));
            }
            runs.add(new Run(upload.id(), chunks, bytes(32 * count + 16)));
        }
        return stores.waves().plan(drive.id(), runs, rows);
    }

    /// Payments of so much for each row of a wave.
    List<RowPayment> payments(Wave wave, long amount) {
        List<RowPayment> payments = new ArrayList<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            Address address = wave.rows().get(position).address();
            Quote quote = new Quote(new ProviderId(VAULT), drive.bucket(), address, Instant.ofEpochSecond(1),
                    new Amount(java.math.BigInteger.valueOf(amount)), 0, VAULT, new Hash(bytes(Hash.SIZE)),
                    new Signature(bytes(Signature.SIZE)));
            payments.add(new RowPayment(position, address, quote, quote.price(), List.of(quote)));
        }
        return payments;
    }

    /// Pays a wave, as far as the ledger is concerned.
    Receipt paid(Wave wave, List<RowPayment> rows) throws FailureException {
        Hash transaction = new Hash(bytes(Hash.SIZE));
        var intent = stores.payments().draft(new Purpose.PayWave(wave.id(), rows), CHAIN, VAULT, 0, VAULT,
                Bytes.of(), drafted -> new Attempt(drafted.id(), transaction, Bytes.of(), Wei.ZERO)).intent();
        Receipt receipt = new Receipt(wave.id(), intent.id(), PaymentMode.WAVE, CHAIN, VAULT, transaction, 1,
                Instant.ofEpochSecond(1), rows, rows.stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus),
                Wei.ZERO);
        stores.payments().receipt(new Outcome.Confirmed(transaction, transaction, 1, Instant.ofEpochSecond(1),
                Wei.ZERO), receipt);
        return receipt;
    }

    @Override
    public void close() throws FailureException {
        ledger.close();
    }
}

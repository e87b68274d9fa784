package io.longshore.ledger;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.longshore.model.Account;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.Attempt;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Checkpoint;
import io.longshore.model.Contracts;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.FileFacts;
import io.longshore.model.FileId;
import io.longshore.model.Finality;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.Hash;
import io.longshore.model.IndexObject;
import io.longshore.model.Intent;
import io.longshore.model.Nonce;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.PlannedChunk;
import io.longshore.model.Profile;
import io.longshore.model.ProviderId;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;
import io.longshore.model.Row;
import io.longshore.model.RowPayment;
import io.longshore.model.RowRef;
import io.longshore.model.Run;
import io.longshore.model.Signature;
import io.longshore.model.SourceIdentity;
import io.longshore.model.Strategy;
import io.longshore.model.Tag;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wave;
import io.longshore.model.Wei;
import io.longshore.model.Whereabouts;

/// Made-up values of every kind a ledger keeps, from a seed.
final class Samples {
    static final ChainId CHAIN = new ChainId(1L << 41);
    static final Account WALLET = Account.of("0x1111111111111111111111111111111111111111");
    static final Account VAULT = Account.of("0x2222222222222222222222222222222222222222");
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final int CHUNK = 1000;

    private final SplittableRandom random;
    final List<ProviderId> providers;

    Samples(long seed) {
        random = new SplittableRandom(seed);
        providers = IntStream.range(0, 5).mapToObj(_ -> new ProviderId(account())).toList();
    }

    Bytes bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Account account() {
        return new Account(bytes(Account.SIZE));
    }

    Hash hash() {
        return new Hash(bytes(Hash.SIZE));
    }

    Drive drive() {
        return new Drive(new DriveId(bytes(DriveId.SIZE)), "drive " + random.nextInt(1000), DestinationKind.NETWORK,
                bytes(32), new BucketId(random.nextLong(1L << 53)), Profile.TACTICAL,
                whereabouts(), CHAIN,
                random.nextBoolean(),
                random.nextBoolean() ? Optional.of(new Contracts(account(), account(), account())) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Amount.of(random.nextLong(1L << 62))) : Optional.empty(),
                strategy(),
                random.nextBoolean() ? Optional.of(new ByteCount(random.nextLong(1L << 62))) : Optional.empty());
    }

    private Whereabouts whereabouts() {
        URI one = URI.create("http://127.0.0.1:4000/");
        return switch (random.nextInt(3)) {
            case 0 -> new Whereabouts.Embedded();
            case 1 -> new Whereabouts.Directory(one);
            default -> new Whereabouts.Listed(one, new Finality.Depth(3), List.of(
                    new Whereabouts.Provider(providers.get(0), one),
                    new Whereabouts.Provider(providers.get(1), URI.create("https://node.example:4001/secret"))));
        };
    }

    private Strategy strategy() {
        return switch (random.nextInt(4)) {
            case 0 -> new Strategy.Immediate();
            case 1 -> new Strategy.Blocks(1 + random.nextInt(1000));
            case 2 -> new Strategy.Every(Duration.ofSeconds(1 + random.nextInt(1000)));
            default -> new Strategy.Manual();
        };
    }

    /// An upload of so many chunks; none for an inline one.
    UploadPlan plan(DriveId drive, long chunks, Optional<GroupId> group) {
        long size = chunks == 0 ? 100 : Math.max(chunks * CHUNK - random.nextInt(CHUNK), 65_537);
        ByteCount chunk = new ByteCount(chunks == 0 ? CHUNK : Math.ceilDiv(size, chunks));
        Path path = Path.of("/tmp/some folder/é" + random.nextInt(1000)).toAbsolutePath();
        return new UploadPlan(new UploadId(bytes(UploadId.SIZE)), drive, group, UploadPlan.Kind.FILE,
                new SourceIdentity(path, new ByteCount(size),
                        Instant.ofEpochSecond(1_700_000_000, random.nextInt(1_000_000_000)),
                        "(dev=1,ino=" + random.nextInt() + ")"),
                new FileFacts(path.getFileName().toString(), List.of("a", "b c"), NOW,
                        NOW.plusSeconds(random.nextInt(9)),
                        random.nextBoolean(), "text/plain"),
                new FileId(bytes(FileId.SIZE)), bytes(32), bytes(48), new Grid(new ByteCount(size), chunk),
                bytes(150));
    }

    PlannedChunk chunk(long index) {
        return new PlannedChunk(index, index, new Nonce(bytes(Nonce.SIZE)), new Tag(bytes(Tag.SIZE)),
                new Address(bytes(Address.SIZE)), hash());
    }

    static PlannedChunk repeat(long index, PlannedChunk of) {
        return new PlannedChunk(index, of.sealedAs(), of.nonce(), of.tag(), of.address(), of.leaf());
    }

    /// A run of fresh chunks.
    Run run(UploadId upload, long first, int count) {
        return run(upload, IntStream.range(0, count).mapToObj(i -> chunk(first + i)).toList());
    }

    Run run(UploadId upload, List<PlannedChunk> chunks) {
        return new Run(upload, chunks, bytes(32 * chunks.size() + 16));
    }

    /// The rows of a run's chunks that repeat none.
    static List<Row> rows(UploadPlan plan, Run run) {
        List<Row> rows = new ArrayList<>();
        for (PlannedChunk chunk : run.chunks()) {
            if (!chunk.isRepeat()) {
                rows.add(new Row(new RowRef.ChunkRow(run.upload(), chunk.index()), chunk.address(),
                        plan.grid().sealedLength(chunk.index())));
            }
        }
        return rows;
    }

    List<IndexObject> index(Path home, UploadId upload, int pages) {
        return IntStream.rangeClosed(0, pages).mapToObj(ordinal -> new IndexObject(upload, ordinal,
                new Address(bytes(Address.SIZE)), new ByteCount(500 + ordinal),
                home.resolve("index").resolve(upload.bytes().hex() + "-" + ordinal), ordinal == pages)).toList();
    }

    static Handle handle(List<IndexObject> objects) {
        return new Handle(DestinationKind.NETWORK, objects.getLast().address());
    }

    /// Payments for all rows of a wave, at prices that differ.
    List<RowPayment> payments(Wave wave) {
        List<RowPayment> rows = new ArrayList<>();
        for (int position = 0; position < wave.rows().size(); position++) {
            Row row = wave.rows().get(position);
            List<Quote> quotes = new ArrayList<>();
            int from = random.nextInt(2);
            for (int i = from; i < providers.size(); i++) {
                quotes.add(new Quote(providers.get(i), new BucketId(7), row.address(),
                        Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100)), Amount.of(random.nextInt(1, 1000)),
                        random.nextInt(100), Account.of(providers.get(i).account().bytes().toArray()), hash(),
                        new Signature(bytes(Signature.SIZE))));
            }
            Quote paid = quotes.get(quotes.size() / 2);
            rows.add(new RowPayment(position, row.address(), paid, paid.price().times(3), quotes));
        }
        return rows;
    }

    Attempt attempt(Intent intent) {
        return new Attempt(intent.id(), hash(), bytes(300), Wei.of(random.nextInt(1000)));
    }

    Outcome.Confirmed confirmed(Wei gas) {
        return new Outcome.Confirmed(hash(), hash(), random.nextInt(1000), NOW, gas);
    }

    static Receipt receipt(Wave wave, Intent intent, List<RowPayment> rows, Outcome.Confirmed outcome) {
        Amount total = rows.stream().map(RowPayment::amount).reduce(Amount.ZERO, Amount::plus);
        return new Receipt(wave.id(), intent.id(), PaymentMode.WAVE, CHAIN, VAULT, outcome.transaction(),
                outcome.block(), outcome.blockTime(), rows, total, outcome.gas());
    }

    Checkpoint checkpoint(long count) {
        return new Checkpoint(new BucketId(7), hash(), 0, count, providers.subList(0, 3), hash(), 77, NOW);
    }

    static BitSet bits(int... rows) {
        BitSet set = new BitSet();
        for (int row : rows) {
            set.set(row);
        }
        return set;
    }

    static BitSet all(Wave wave) {
        BitSet set = new BitSet();
        set.set(0, wave.rows().size());
        return set;
    }
}

package io.longshore;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.longshore.chain.Block;
import io.longshore.chain.BlockTag;
import io.longshore.chain.Fees;
import io.longshore.chain.Rpc;
import io.longshore.destination.Destination;
import io.longshore.destination.Survey;
import io.longshore.destination.Terms;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Grid;
import io.longshore.model.Upload;
import io.longshore.model.UploadPlan;
import io.longshore.model.Wei;
import io.longshore.pay.PriceSample;
import io.longshore.plan.FolderScan;
import io.longshore.proof.PriceCurve;
import io.longshore.seal.RootObject;
import io.longshore.seal.Table;
import io.longshore.upload.Equipment;
import io.longshore.upload.Intake;
import io.longshore.wave.QuoteRules;

/// Reckons what files would cost on a drive.
///
/// @param drive the drive
/// @param destination its providers, asked for one chunk's quotes
/// @param rpc its chain, asked for the fee
/// @param terms what quotes must agree with
/// @param random draws an address that nobody has
record Appraisal(Drive drive, Destination destination, Rpc rpc, Terms terms, RandomGenerator random) {
    private static final int WAVE = 64;

    /// Gas of a payment by row, and of what comes once. Measured on a real machine with the compiled contracts: 2.25 million
    /// for 64 rows whose quotes are recorded.
    private static final long ROW_GAS = 35_000;
    private static final long TRANSACTION_GAS = 22_000;
    private static final long APPROVAL_GAS = 47_000;

    /// An upload that is on its way already.
    ///
    /// @param upload as it stands
    /// @param paid how many of its chunks are paid, or stored without payment
    record Begun(Upload upload, long paid) {
        private Grid grid() {
            return upload.plan().grid();
        }

        private boolean isFile() {
            return upload.plan().kind() == UploadPlan.Kind.FILE;
        }

        private long free() {
            return upload.state().isFinal() ? grid().count() : paid;
        }

        private long objects() {
            return upload.state().isFinal() ? 0 : Appraisal.objects(grid());
        }

        /// What the network does not hold of it.
        private ByteCount left() {
            return upload.state().isFinal()
                    ? ByteCount.ZERO
                    : new ByteCount(Math.max(0, grid().size().value() - paid * grid().chunkSize().value()));
        }
    }

    /// What the files found would cost, and what is left of those that are on their way.
    /// @param copies how often the disk at hand will hold each byte; empty where the network is elsewhere
    Estimate of(FolderScan.Scan fresh, List<Begun> begun, Optional<Integer> copies)
            throws FailureException, InterruptedException {
        List<Grid> grids = Stream.concat(fresh.files().stream(),
                fresh.groups().stream().flatMap(group -> group.members().stream()))
                .map(found -> Grid.of(found.source().size(), drive.profile().chunkSize(), destination.maxChunk()))
                .toList();
        long files = grids.size() + begun.stream().filter(Begun::isFile).count();
        long chunks = Stream.concat(grids.stream(), begun.stream().map(Begun::grid)).mapToLong(Grid::count).sum();
        long free = begun.stream().mapToLong(Begun::free).sum();
        long objects = grids.stream().mapToLong(Appraisal::objects).sum() + fresh.groups().size()
                + begun.stream().mapToLong(Begun::objects).sum();
        long rows = chunks - free + objects;
        long waves = Math.ceilDiv(rows, WAVE);
        Block block = rpc.block(BlockTag.LATEST).orElseThrow(() -> new FailureException(
                new Failure.Unavailable("the chain", "has no block", Optional.empty())));
        byte[] drawn = new byte[Address.SIZE];
        random.nextBytes(drawn);
        PriceSample sample = PriceSample.of(destination,
                new QuoteRules(terms.chain(), terms.vault(), terms.bucket(), Optional.empty()),
                new Survey(Equipment.QUOTE_GRACE), Address.of(drawn), block.time());
        Wei fee = new Fees(rpc).now().paid(block.baseFee());
        ByteCount added = Intake.total(fresh);
        ByteCount bytes = begun.stream().map(each -> each.grid().size()).reduce(added, ByteCount::plus);
        ByteCount held = begun.stream().map(Begun::left).reduce(added, ByteCount::plus);
        return new Estimate(files, bytes, chunks, free, objects, waves, sample.amount(), sample.quotes(),
                tokens(sample.records(), rows), fee.times(gas(rows, waves)), copies.map(held::times), block.time(),
                fresh.skipped());
    }

    /// Table pages and the root object.
    private static long objects(Grid grid) {
        return 1 + (grid.count() > RootObject.MAX_ENTRIES
                ? Math.ceilDiv(grid.count(), Table.entriesPerPage(grid))
                : 0);
    }

    private static long gas(long rows, long waves) {
        return rows == 0 ? 0 : rows * ROW_GAS + waves * TRANSACTION_GAS + APPROVAL_GAS;
    }

    /// Every wave at the price that the curve has reached when those before it are stored.
    private static Amount tokens(long records, long rows) {
        Amount all = Amount.ZERO;
        for (long before = 0; before < rows; before += WAVE) {
            BigInteger price = PriceCurve.at(records + before).times(PriceCurve.FACTOR).atto();
            all = all.plus(new Amount(price.multiply(BigInteger.valueOf(Math.min(WAVE, rows - before)))));
        }
        return all;
    }
}

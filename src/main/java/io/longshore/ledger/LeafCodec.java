package io.longshore.ledger;

import io.longshore.ledger.Fact.Anchored;
import io.longshore.ledger.Fact.Extended;
import io.longshore.ledger.Fact.Leafed;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Checkpoint;
import io.longshore.model.DriveId;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.WaveId;

/// The bodies of `leaf`, `checkpoint` and `extension` (`src/docs/format.md` 5).
final class LeafCodec {
    private LeafCodec() {}

    static Body write(Leafed leaf) {
        return Body.empty().hex("drive", leaf.drive().bytes()).number("position", leaf.position())
                .number("wave", leaf.wave().value()).numbers("rows", leaf.rows())
                .hex("data_root", leaf.dataRoot().bytes()).number("data_size", leaf.dataSize().value())
                .number("total_size", leaf.totalSize().value());
    }

    static Leafed leafed(Body body) {
        return new Leafed(new DriveId(body.hex("drive")), body.number("position"), new WaveId(body.number("wave")),
                body.numbers("rows"), new Hash(body.hex("data_root")), new ByteCount(body.number("data_size")),
                new ByteCount(body.number("total_size")));
    }

    static Body write(Anchored anchored) {
        return write(anchored.drive(), anchored.checkpoint());
    }

    static Anchored anchored(Body body) {
        return new Anchored(new DriveId(body.hex("drive")), checkpoint(body));
    }

    static Body write(Extended extended) {
        return write(extended.drive(), extended.late());
    }

    static Extended extended(Body body) {
        return new Extended(new DriveId(body.hex("drive")), checkpoint(body));
    }

    private static Body write(DriveId drive, Checkpoint checkpoint) {
        return Body.empty().hex("drive", drive.bytes()).number("bucket", checkpoint.bucket().value())
                .hex("root", checkpoint.root().bytes()).number("start", checkpoint.start())
                .number("count", checkpoint.count())
                .texts("signers", checkpoint.signers().stream().map(ProviderId::toString).toList())
                .hex("transaction", checkpoint.transaction().bytes()).number("block", checkpoint.block())
                .seconds("at", checkpoint.at());
    }

    private static Checkpoint checkpoint(Body body) {
        return new Checkpoint(new BucketId(body.number("bucket")), new Hash(body.hex("root")), body.number("start"),
                body.number("count"), body.texts("signers").stream().map(ProviderId::of).toList(),
                new Hash(body.hex("transaction")), body.number("block"), body.seconds("at"));
    }
}

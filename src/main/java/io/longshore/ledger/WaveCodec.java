package io.longshore.ledger;

import io.longshore.ledger.Fact.Expired;
import io.longshore.ledger.Fact.Released;
import io.longshore.ledger.Fact.Stretch;
import io.longshore.ledger.Fact.Waved;
import io.longshore.model.Bytes;
import io.longshore.model.DriveId;
import io.longshore.model.Hash;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;

/// The bodies of `wave` and `release` (`src/docs/format.md` 5).
final class WaveCodec {
    private WaveCodec() {}

    static Body write(Waved waved) {
        return Body.empty().number("wave", waved.wave().value()).hex("drive", waved.drive().bytes())
                .bodies("runs", waved.runs().stream().map(WaveCodec::write).toList())
                .blob("rows", PackedRows.pack(waved.rows()));
    }

    private static Body write(Stretch run) {
        return Body.empty().hex("upload", run.upload().bytes()).number("first", run.first())
                .blob("rows", run.chunks())
                .blob("leaves", run.sealedLeaves());
    }

    static Waved waved(Body body) {
        return new Waved(new WaveId(body.number("wave")), new DriveId(body.hex("drive")),
                body.bodies("runs").stream().map(WaveCodec::stretch).toList(),
                PackedRows.unpack(body.blob("rows").toArray()));
    }

    private static Stretch stretch(Body body) {
        Bytes chunks = body.blob("rows");
        PackedChunks.count(chunks);
        return new Stretch(new UploadId(body.hex("upload")), body.number("first"), chunks, body.blob("leaves"));
    }

    static Body write(Released released) {
        return Body.empty().number("wave", released.wave().value()).numbers("positions", released.positions());
    }

    static Released released(Body body) {
        return new Released(new WaveId(body.number("wave")), body.numbers("positions"));
    }

    static Body write(Expired expired) {
        return Body.empty().number("wave", expired.wave().value()).numbers("positions", expired.positions())
                .hex("transaction", expired.transaction().bytes());
    }

    static Expired expired(Body body) {
        return new Expired(new WaveId(body.number("wave")), body.numbers("positions"),
                new Hash(body.hex("transaction")));
    }
}

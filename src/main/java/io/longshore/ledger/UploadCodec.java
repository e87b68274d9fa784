package io.longshore.ledger;

import java.util.Optional;

import io.longshore.ledger.Fact.Closed;
import io.longshore.ledger.Fact.Ending;
import io.longshore.ledger.Fact.Folders;
import io.longshore.ledger.Fact.Given;
import io.longshore.ledger.Fact.Indexed;
import io.longshore.ledger.Fact.Kept;
import io.longshore.ledger.Fact.Planned;
import io.longshore.model.Address;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.DriveId;
import io.longshore.model.FileId;
import io.longshore.model.Grid;
import io.longshore.model.GroupId;
import io.longshore.model.Handle;
import io.longshore.model.UploadId;
import io.longshore.model.UploadPlan;

/// The bodies of `plan`, `source`, `folders`, `index_object` and `closed` (`src/docs/format.md` 5).
final class UploadCodec {
    private UploadCodec() {}

    static Body write(Planned planned) {
        Body body = Body.empty().hex("upload", planned.upload().bytes()).hex("drive", planned.drive().bytes());
        planned.group().ifPresent(group -> body.hex("group", group.bytes()));
        body.text("kind", word(planned.kind())).hex("file", planned.file().bytes()).blob("enc", planned.enc())
                .blob("wrapped_dek", planned.wrappedDek()).number("size", planned.grid().size().value())
                .number("chunk_size", planned.grid().chunkSize().value()).number("count", planned.grid().count());
        planned.budget().ifPresent(budget -> body.amount("budget", budget.atto()));
        return body.blob("note", planned.sealedSource());
    }

    static Planned planned(Body body) {
        Grid grid = new Grid(new ByteCount(body.number("size")), new ByteCount(body.number("chunk_size")));
        if (grid.count() != body.number("count")) {
            throw new IllegalArgumentException("count " + body.number("count") + " where the grid has " + grid.count());
        }
        return new Planned(new UploadId(body.hex("upload")), new DriveId(body.hex("drive")),
                body.optional("group", body::hex).map(GroupId::new), kind(body.text("kind")),
                new FileId(body.hex("file")), body.blob("enc"), body.blob("wrapped_dek"), grid,
                body.optional("budget", body::amount).map(Amount::new), body.blob("note"));
    }

    static Body write(Given given) {
        return Body.empty().hex("upload", given.upload().bytes()).blob("note", given.sealedSource());
    }

    static Given given(Body body) {
        return new Given(new UploadId(body.hex("upload")), body.blob("note"));
    }

    /// A kind's word; never changes.
    static String word(UploadPlan.Kind kind) {
        return switch (kind) {
            case FILE -> "file";
            case GROUP -> "group";
        };
    }

    /// The kind with that word.
    static UploadPlan.Kind kind(String word) {
        return switch (word) {
            case "file" -> UploadPlan.Kind.FILE;
            case "group" -> UploadPlan.Kind.GROUP;
            default -> throw new IllegalArgumentException("kind of upload " + word);
        };
    }

    static Body write(Folders folders) {
        return Body.empty().hex("drive", folders.drive().bytes()).hex("group", folders.group().bytes())
                .blob("note", folders.sealed());
    }

    static Folders folders(Body body) {
        return new Folders(new DriveId(body.hex("drive")), new GroupId(body.hex("group")), body.blob("note"));
    }

    static Body write(Indexed indexed) {
        return Body.empty().hex("upload", indexed.upload().bytes()).text("handle", indexed.handle().toString())
                .bodies("objects", indexed.objects().stream().map(UploadCodec::write).toList());
    }

    private static Body write(Kept object) {
        return Body.empty().number("ordinal", object.ordinal()).hex("address", object.address().bytes())
                .number("size", object.size().value()).text("file", object.file()).fact("root", object.root());
    }

    static Indexed indexed(Body body) {
        return new Indexed(new UploadId(body.hex("upload")), handle(body.text("handle")),
                body.bodies("objects").stream().map(UploadCodec::kept).toList());
    }

    private static Kept kept(Body body) {
        return new Kept(body.small("ordinal"), new Address(body.hex("address")), new ByteCount(body.number("size")),
                body.text("file"), body.is("root"));
    }

    /// Reads a handle that must be one.
    static Handle handle(String text) {
        Optional<Handle> handle = Handle.parse(text);
        return handle.orElseThrow(() -> new IllegalArgumentException("no handle: " + text));
    }

    static Body write(Closed closed) {
        Body body = Body.empty().hex("upload", closed.upload().bytes());
        return switch (closed.ending()) {
            case Ending.Cancelled cancelled -> body.text("state", "cancelled").amount("unstored",
                    cancelled.unstored().atto());
            case Ending.Failed failed -> body.text("state", "failed").text("code", failed.code()).amount("in_vain",
                    failed.inVain().atto());
            case Ending.Done done -> body.text("state", "done").text("handle", done.handle().toString());
        };
    }

    static Closed closed(Body body) {
        return new Closed(new UploadId(body.hex("upload")), switch (body.text("state")) {
            case "cancelled" -> new Ending.Cancelled(new Amount(body.amount("unstored")));
            case "failed" -> new Ending.Failed(body.text("code"), new Amount(body.amount("in_vain")));
            case "done" -> new Ending.Done(handle(body.text("handle")));
            case String other -> throw new IllegalArgumentException("state " + other);
        });
    }
}

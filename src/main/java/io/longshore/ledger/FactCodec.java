package io.longshore.ledger;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

import tools.jackson.core.JacksonException;

import io.longshore.json.Json;
import io.longshore.ledger.Fact.Anchored;
import io.longshore.ledger.Fact.Attempted;
import io.longshore.ledger.Fact.Closed;
import io.longshore.ledger.Fact.Decided;
import io.longshore.ledger.Fact.DecisionEnded;
import io.longshore.ledger.Fact.Drafted;
import io.longshore.ledger.Fact.DriveGone;
import io.longshore.ledger.Fact.DriveKept;
import io.longshore.ledger.Fact.Expired;
import io.longshore.ledger.Fact.Extended;
import io.longshore.ledger.Fact.Folders;
import io.longshore.ledger.Fact.Given;
import io.longshore.ledger.Fact.Held;
import io.longshore.ledger.Fact.Imported;
import io.longshore.ledger.Fact.Indexed;
import io.longshore.ledger.Fact.Leafed;
import io.longshore.ledger.Fact.Limited;
import io.longshore.ledger.Fact.Paid;
import io.longshore.ledger.Fact.Planned;
import io.longshore.ledger.Fact.Rebuilt;
import io.longshore.ledger.Fact.Released;
import io.longshore.ledger.Fact.Settled;
import io.longshore.ledger.Fact.Waved;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.IntentId;

/// Facts as records of the journal and back (`src/docs/format.md` 5).
final class FactCodec {
    private FactCodec() {}

    /// A fact and when it was recorded.
    record Recorded(Instant at, Fact fact) {}

    /// The record that says the fact.
    static JournalRecord write(Fact fact) {
        return switch (fact) {
            case DriveKept kept -> entry("drive", DriveCodec.write(kept));
            case DriveGone gone -> entry("drive",
                    Body.empty().hex("drive", gone.drive().bytes()).fact("removed", true));
            case Planned planned -> entry("plan", UploadCodec.write(planned));
            case Given given -> entry("source", UploadCodec.write(given));
            case Folders folders -> entry("folders", UploadCodec.write(folders));
            case Waved waved -> entry("wave", WaveCodec.write(waved));
            case Released released -> entry("release", WaveCodec.write(released));
            case Indexed indexed -> entry("index_object", UploadCodec.write(indexed));
            case Drafted drafted -> entry("intent", PaymentCodec.write(drafted.intent()));
            case Attempted attempted -> entry("attempt", PaymentCodec.write(attempted.attempt()));
            case Settled settled -> entry("outcome", PaymentCodec.write(settled.intent(), settled.outcome()));
            case Paid paid -> entry("receipt", PaymentCodec.write(paid.receipt()));
            case Expired expired -> entry("expiry", WaveCodec.write(expired));
            case Leafed leafed -> entry("leaf", LeafCodec.write(leafed));
            case Anchored anchored -> entry("checkpoint", LeafCodec.write(anchored));
            case Extended extended -> entry("extension", LeafCodec.write(extended));
            case Decided decided -> entry("decision", DecisionCodec.write(decided));
            case DecisionEnded ended -> entry("decision", DecisionCodec.write(ended));
            case Limited limited -> entry("limit", LimitCodec.write(limited.limits()));
            case Held held -> entry("anchoring", AnchorageCodec.write(held));
            case Rebuilt rebuilt -> entry("rebuilt", Body.empty().number("line", rebuilt.seq())
                    .hex("hash", rebuilt.hash().bytes()).number("saved", rebuilt.saved()));
            case Closed closed -> entry("closed", UploadCodec.write(closed));
            case Imported imported -> entry("imported", ForeignCodec.write(imported));
        };
    }

    /// What the records of facts are called where somebody follows them: type, and kind where a type has kinds.
    static List<String> names(List<Fact> facts) {
        return facts.stream().map(FactCodec::name).toList();
    }

    private static String name(Fact fact) {
        return switch (fact) {
            case Drafted drafted -> "intent:" + drafted.intent().purpose().word();
            case Imported _ -> "imported";
            case Settled settled -> "outcome:" + PaymentCodec.word(settled.outcome());
            default -> write(fact).type();
        };
    }

    private static JournalRecord entry(String type, Body body) {
        return new JournalRecord(type, body.bytes());
    }

    /// The fact that a line says, and when.
    /// @throws FailureException `Unsupported` for a type of a newer version, `Corrupt` if the body has not its type's shape
    static Recorded read(JournalLine line) throws FailureException {
        String what = "journal line " + line.header().seq();
        try {
            Body record = Body.of(Json.tree(line.json()));
            return new Recorded(Instant.parse(record.text("at")),
                    read(record.text("type"), Body.of(record.node("body"))));
        } catch (Json.Malformed | JacksonException | IllegalArgumentException | DateTimeParseException e) {
            throw new FailureException(new Failure.Corrupt(what, e.getMessage()), e);
        }
    }

    /// What a record of that type says.
    static Fact read(String type, Body body) throws FailureException {
        return switch (type) {
            case "drive" -> DriveCodec.read(body);
            case "plan" -> UploadCodec.planned(body);
            case "source" -> UploadCodec.given(body);
            case "folders" -> UploadCodec.folders(body);
            case "wave" -> WaveCodec.waved(body);
            case "release" -> WaveCodec.released(body);
            case "index_object" -> UploadCodec.indexed(body);
            case "intent" -> new Drafted(PaymentCodec.intent(body));
            case "attempt" -> new Attempted(PaymentCodec.attempt(body));
            case "outcome" -> new Settled(new IntentId(body.number("intent")), PaymentCodec.outcome(body));
            case "receipt" -> new Paid(PaymentCodec.receipt(body, List.of()));
            case "expiry" -> WaveCodec.expired(body);
            case "leaf" -> LeafCodec.leafed(body);
            case "checkpoint" -> LeafCodec.anchored(body);
            case "extension" -> LeafCodec.extended(body);
            case "decision" -> DecisionCodec.read(body);
            case "limit" -> new Limited(LimitCodec.read(body));
            case "anchoring" -> AnchorageCodec.held(body);
            case "rebuilt" -> new Rebuilt(body.number("line"), new Hash(body.hex("hash")), body.number("saved"));
            case "closed" -> UploadCodec.closed(body);
            case "imported" -> ForeignCodec.imported(body);
            default -> throw new FailureException(new Failure.Unsupported("journal records of type " + type));
        };
    }
}

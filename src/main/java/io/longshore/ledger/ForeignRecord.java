package io.longshore.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;

import io.longshore.json.Json;
import io.longshore.ledger.Fact.Drafted;
import io.longshore.ledger.Fact.Imported;
import io.longshore.ledger.Fact.Waved;
import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// A record of another journal. A cost in it that cannot be read counts as nothing: it must not keep the rest from counting.
///
/// @param origin the hash of that journal's first record
/// @param seq the record's number there
/// @param hash its hash
/// @param at when it was written
/// @param fact what it says, with the numbers that waves and intents have there
/// @param dropped whether a cost could not be read
record ForeignRecord(Hash origin, long seq, Hash hash, Instant at, Fact fact, boolean dropped) {
    /// What has a number in each journal.
    enum Kind {
        /// Waves.
        WAVE,
        /// Intents.
        INTENT
    }

    /// Something with a number, as a journal calls it.
    record Name(Hash origin, Kind kind, long number) {}

    /// Reads a record, and where that is a third journal's, and so on, all of them: the innermost last.
    /// @throws FailureException `Corrupt` if one is none, `Unsupported` if a newer version wrote it
    static List<ForeignRecord> path(Hash origin, Bytes line) throws FailureException {
        List<ForeignRecord> path = new ArrayList<>(List.of(read(origin, line)));
        while (path.getLast().fact() instanceof Imported inner) {
            path.add(read(inner.origin(), inner.line()));
        }
        return path;
    }

    private static ForeignRecord read(Hash origin, Bytes line) throws FailureException {
        try {
            JournalLine read = JournalLine.of(line);
            Body record = Body.of(Json.tree(read.json()));
            Body body = Body.of(record.node("body"));
            String type = record.text("type");
            boolean dropped = false;
            if (type.equals("outcome") || type.equals("receipt")) {
                dropped = body.dropUnreadable("gas") | body.dropUnreadable("total");
            }
            return new ForeignRecord(origin, read.header().seq(), read.hash(), Instant.parse(record.text("at")),
                    FactCodec.read(type, body), dropped);
        } catch (Json.Malformed | JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new FailureException(
                    new Failure.Corrupt("a record of journal " + origin, String.valueOf(e.getMessage())), e);
        }
    }

    /// What it makes that has a number, by the name it has there.
    Optional<Name> makes() {
        return switch (fact) {
            case Waved waved -> Optional.of(new Name(origin, Kind.WAVE, waved.wave().value()));
            case Drafted drafted -> Optional.of(new Name(origin, Kind.INTENT, drafted.intent().id().value()));
            default -> Optional.empty();
        };
    }

    /// All names, one a journal, of what the innermost record of a path makes.
    static List<Name> names(List<ForeignRecord> path) {
        Optional<Name> made = path.getLast().makes();
        if (made.isEmpty()) {
            return List.of();
        }
        List<Name> names = new ArrayList<>(List.of(made.get()));
        for (ForeignRecord record : path) {
            if (record.fact() instanceof Imported inner && inner.number().isPresent()) {
                names.add(new Name(record.origin(), made.get().kind(), inner.number().get()));
            }
        }
        return names;
    }
}

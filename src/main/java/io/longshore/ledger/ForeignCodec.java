package io.longshore.ledger;

import java.util.Optional;

import io.longshore.ledger.Fact.Imported;
import io.longshore.model.Hash;

/// The body of `imported` (`src/docs/format.md` 5).
final class ForeignCodec {
    private ForeignCodec() {}

    static Body write(Imported imported) {
        Body body = Body.empty().hex("origin", imported.origin().bytes()).blob("line", imported.line());
        if (imported.known()) {
            body.fact("known", true);
        }
        imported.number().ifPresent(number -> body.number("number", number));
        return body;
    }

    static Imported imported(Body body) {
        Optional<Long> number = body.optional("number", body::number);
        return new Imported(new Hash(body.hex("origin")), body.blob("line"), body.has("known") && body.is("known"),
                number);
    }
}

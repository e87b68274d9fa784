package io.longshore.ledger;

import java.util.Optional;

import io.longshore.ledger.Fact.Decided;
import io.longshore.ledger.Fact.DecisionEnded;
import io.longshore.model.Choice;
import io.longshore.model.Decision;
import io.longshore.model.DecisionId;
import io.longshore.model.DriveId;
import io.longshore.model.ProviderId;

/// The bodies of `decision` (`src/docs/format.md` 5).
final class DecisionCodec {
    private DecisionCodec() {}

    static Body write(Decided decided) {
        Body body = Body.empty().number("decision", decided.id().value()).hex("drive", decided.drive().bytes())
                .number("count", decided.count()).text("choice", decided.choice().word());
        return decided.choice().about().map(provider -> body.text("provider", provider.toString())).orElse(body);
    }

    static Body write(DecisionEnded ended) {
        return Body.empty().number("decision", ended.id().value()).text("outcome", ended.outcome().word());
    }

    static Fact read(Body body) {
        DecisionId id = new DecisionId(body.number("decision"));
        return body.has("outcome")
                ? new DecisionEnded(id, Decision.Outcome.of(body.text("outcome")))
                : new Decided(id, new DriveId(body.hex("drive")), body.number("count"), Choice.of(body.text("choice"),
                        body.has("provider")
                                ? Optional.of(ProviderId.of(body.text("provider")))
                                : Optional.empty()));
    }
}

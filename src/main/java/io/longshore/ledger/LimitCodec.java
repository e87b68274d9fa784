package io.longshore.ledger;

import io.longshore.model.Amount;
import io.longshore.model.Limits;
import io.longshore.model.Wei;

/// The body of `limit` (`src/docs/format.md` 5).
final class LimitCodec {
    private LimitCodec() {}

    static Body write(Limits limits) {
        Body body = Body.empty();
        limits.perDay().ifPresent(most -> body.amount("per_day", most.atto()));
        limits.gasPrice().ifPresent(most -> body.amount("gas_price", most.value()));
        return body;
    }

    static Limits read(Body body) {
        return new Limits(body.optional("per_day", body::amount).map(Amount::new),
                body.optional("gas_price", body::amount).map(Wei::new));
    }
}

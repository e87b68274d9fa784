package io.longshore.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Attempt;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Intent;
import io.longshore.model.IntentId;
import io.longshore.model.Outcome;
import io.longshore.model.PaymentMode;
import io.longshore.model.Purpose;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;

/// The books in the database: intents, attempts, outcomes and receipts as their journal bodies, intents and receipts with a
/// digest that is checked on every read.
final class PaymentTable {
    private final Sql sql;
    private final WaveTable waves;
    private final Costs costs;
    private final LimitTable limits;

    PaymentTable(Sql sql, UploadTable uploads, WaveTable waves, LimitTable limits) {
        this.sql = sql;
        this.waves = waves;
        this.limits = limits;
        costs = new Costs(uploads, waves);
    }

    /// Keeps an intent; the wave of a payment is paying from then on.
    void project(Fact.Drafted drafted) throws SQLException, FailureException {
        Intent intent = drafted.intent();
        if (!intent.id().equals(next())) {
            throw new IllegalArgumentException("intent " + intent.id() + " where " + next() + " is next");
        }
        Optional<WaveId> wave = Optional.empty();
        if (intent.purpose() instanceof Purpose.PayWave pay) {
            wave = Optional.of(pay.wave());
            waves.paying(pay.wave(), intent.id());
            costs.pending(pay, 1);
        }
        Bytes body = Bytes.of(PaymentCodec.write(intent).bytes());
        sql.change(
                "insert into intents (id, wave, chain_id, account, nonce, body, digest) values (?, ?, ?, ?, ?, ?, ?)",
                intent.id(), wave, intent.chain(), intent.from(), intent.nonce(), body, digest(body));
    }

    /// Keeps a signed attempt.
    void project(Fact.Attempted attempted) throws SQLException {
        Attempt attempt = attempted.attempt();
        long ordinal = sql.number("select count(*) from attempts where intent = ?", attempt.intent());
        sql.change("insert into attempts (intent, ordinal, body) values (?, ?, ?)", attempt.intent(), ordinal,
                Bytes.of(PaymentCodec.write(attempt).bytes()));
    }

    /// Keeps what became of an intent, and books what it cost, except for a wave that its receipt books.
    void project(Fact.Settled settled) throws SQLException, FailureException {
        Intent intent = find(settled.intent())
                .orElseThrow(() -> new IllegalArgumentException("no intent " + settled.intent()));
        Bytes body = Bytes.of(PaymentCodec.write(intent.id(), settled.outcome()).bytes());
        if (sql.change("update intents set settled = true, outcome = ? where id = ? and not settled", body,
                intent.id()) != 1) {
            throw new IllegalStateException("intent " + intent.id() + " is settled already");
        }
        Optional<Wei> gas = switch (settled.outcome()) {
            case Outcome.Confirmed confirmed -> Optional.of(confirmed.gas());
            case Outcome.Reverted reverted -> Optional.of(reverted.gas());
            case Outcome.Replaced _ -> Optional.empty();
        };
        switch (intent.purpose()) {
            case Purpose.PayWave pay -> {
                costs.pending(pay, -1);
                if (!(settled.outcome() instanceof Outcome.Confirmed)) {
                    waves.unpaid(pay.wave());
                    sql.change("update intents set lapsed = true where id = ?", intent.id());
                    if (gas.isPresent()) {
                        costs.book(pay, gas.get(), false);
                    }
                }
            }
            case Purpose.Approve approve -> {
                if (gas.isPresent()) {
                    costs.approved(approve, gas.get());
                }
            }
            case Purpose.OpenBucket _,Purpose.AddProvider _,Purpose.Anchor _,Purpose.Extend _ -> {
            }
        }
    }

    /// Keeps a receipt; its wave is paid from then on.
    void project(Fact.Paid paid) throws SQLException, FailureException {
        Receipt receipt = paid.receipt();
        switch (receipt.mode()) {
            case WAVE -> {
                Purpose.PayWave pay = receipt.isFound()
                        ? new Purpose.PayWave(receipt.wave(), receipt.rows())
                        : payment(receipt);
                waves.paid(receipt.wave(), receipt.isFound() ? WaveStage.PLANNED : WaveStage.PAYING);
                if (!receipt.total().isZero()) {
                    costs.book(pay, receipt.gas(), true);
                }
                limits.spent(receipt);
            }
            case FREE -> {
                Wave wave = waves.wave(receipt.wave());
                waves.stored(wave.id(), WaveTable.here(wave));
                waves.paid(wave.id(), WaveStage.PLANNED);
            }
        }
        Bytes body = Bytes.of(PaymentCodec.write(receipt).bytes());
        sql.change("insert into receipts (number, wave, intent, body, digest)"
                + " select coalesce(max(number), 0) + 1, ?, ?, ?, ? from receipts", receipt.wave(), receipt.intent(),
                body, digest(body));
    }

    private Purpose.PayWave payment(Receipt receipt) throws SQLException, FailureException {
        Intent intent = find(receipt.intent())
                .orElseThrow(() -> new IllegalArgumentException("no intent " + receipt.intent()));
        if (!(intent.purpose() instanceof Purpose.PayWave pay) || !pay.wave().equals(receipt.wave())) {
            throw new IllegalArgumentException("intent " + intent.id() + " pays no wave " + receipt.wave());
        }
        return pay;
    }

    /// The number of the intent that is drafted next.
    IntentId next() throws SQLException {
        return new IntentId(sql.number("select coalesce(max(id), 0) + 1 from intents"));
    }

    /// The intents that are not settled, in order.
    List<Intent> open() throws SQLException, FailureException {
        return sql.all(PaymentTable::intent, "select id, body, digest from intents where not settled order by id");
    }

    /// The intent of that number.
    Optional<Intent> find(IntentId intent) throws SQLException, FailureException {
        return sql.first(PaymentTable::intent, "select id, body, digest from intents where id = ?", intent);
    }

    /// All attempts at an intent, in order.
    List<Attempt> attempts(IntentId intent) throws SQLException, FailureException {
        return sql.all(row -> PaymentCodec.attempt(body(row.array("body"), "an attempt at intent " + intent)),
                "select body from attempts where intent = ? order by ordinal", intent);
    }

    /// What became of an intent.
    Optional<Outcome> outcome(IntentId intent) throws SQLException, FailureException {
        return sql.first(row -> PaymentCodec.outcome(body(row.array("outcome"), "the outcome of intent " + intent)),
                "select outcome from intents where id = ? and settled", intent);
    }

    /// The receipt of a wave.
    Optional<Receipt> receipt(WaveId wave) throws SQLException, FailureException {
        Optional<Paper> paper = sql.first(PaymentTable::paper, "select * from receipts where wave = ?", wave);
        return paper.isEmpty() ? Optional.empty() : Optional.of(receipt(paper.get()));
    }

    /// All receipts, in order.
    List<Receipt> receipts() throws SQLException, FailureException {
        List<Receipt> receipts = new ArrayList<>();
        for (Paper paper : sql.all(PaymentTable::paper, "select * from receipts order by number")) {
            receipts.add(receipt(paper));
        }
        return receipts;
    }

    /// The highest nonce of an account.
    Optional<Long> highestNonce(ChainId chain, Account from) throws SQLException, FailureException {
        return sql.first(row -> row.optionalNumber("highest"),
                "select max(nonce) as highest from intents where chain_id = ? and account = ?", chain, from)
                .orElse(Optional.empty());
    }

    private record Paper(IntentId intent, Body body) {}

    private static Paper paper(Columns row) throws SQLException, FailureException {
        return new Paper(new IntentId(row.number("intent")),
                checked(row, "the receipt of wave " + row.number("wave")));
    }

    private Receipt receipt(Paper paper) throws SQLException, FailureException {
        Optional<Intent> intent = find(paper.intent());
        List<RowPayment> rows = intent.isPresent() && intent.get().purpose() instanceof Purpose.PayWave pay
                ? pay.rows()
                : List.of();
        return PaymentCodec.receipt(paper.body(), rows);
    }

    /// The intent of a row with `id`, `body` and `digest`.
    static Intent intent(Columns row) throws SQLException, FailureException {
        return PaymentCodec.intent(checked(row, "intent " + row.number("id")));
    }

    /// A body whose digest fits.
    static Body checked(Columns row, String what) throws SQLException, FailureException {
        if (!row.bytes("digest").equals(digest(row.bytes("body")))) {
            throw new FailureException(new Failure.Corrupt(what, "its digest does not fit"));
        }
        return body(row.array("body"), what);
    }

    private static Body body(byte[] json, String what) throws FailureException {
        try {
            return Body.of(Json.tree(json));
        } catch (Json.Malformed | JacksonException e) {
            throw new FailureException(new Failure.Corrupt(what, e.getMessage()), e);
        }
    }

    /// The digest that stands beside a body.
    static Bytes digest(Bytes body) {
        return Bytes.of(JournalLine.sha256().digest(body.toArray()));
    }
}

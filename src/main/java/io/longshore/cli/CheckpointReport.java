package io.longshore.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.longshore.model.AuditReport;
import io.longshore.model.Decision;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.model.Strategy;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.CheckpointSnapshot.Paused;
import io.longshore.model.snapshot.ProviderSnapshot;
import io.longshore.text.Legible;

/// Prints how the checkpoints of drives stand, for people or as JSON, and says how the command ends by it.
final class CheckpointReport {
    private final Shell shell;

    private final boolean json;

    private final List<ProviderSnapshot> reached;

    /// @param reached the providers of drives that are open
    CheckpointReport(Shell shell, boolean json, List<ProviderSnapshot> reached) {
        this.shell = shell;
        this.json = json;
        this.reached = reached;
    }

    /// Prints one drive's.
    ExitCode print(CheckpointCommand.Shown shown) {
        if (json) {
            Json objects = new Json(shell.out(), shell.words());
            objects.print(new CheckpointFields(objects, shell, reached).of(shown));
        } else {
            describe(shown);
        }
        shown.failure().ifPresent(failure -> shell.say(shell.words().problem(failure)));
        boolean wanting = shown.audit().filter(report -> !report.passed()).isPresent()
                || shown.decision().flatMap(Decision::outcome).filter(Decision.Outcome.FAILED::equals).isPresent();
        return shown.failure().map(ExitCode::of).orElse(ExitCode.DONE).and(code(shown.snapshot()))
                .and(wanting ? ExitCode.FAILED : ExitCode.DONE);
    }

    /// Whether a conflict holds a checkpoint up. Who merely lags or is away is in no conflict.
    private static ExitCode code(CheckpointSnapshot snapshot) {
        boolean held = snapshot.pending() > 0 && snapshot.conflict()
                .filter(conflict -> !(conflict.advice() instanceof Recommendation.WaitForSync)).isPresent();
        return held ? ExitCode.CONFLICT : ExitCode.DONE;
    }

    /// All providers that something is known of, in the order of their ids.
    static SortedSet<ProviderId> providers(CheckpointSnapshot snapshot) {
        SortedSet<ProviderId> providers = new TreeSet<>(snapshot.histories().keySet());
        providers.addAll(snapshot.providers().keySet());
        return providers;
    }

    private void describe(CheckpointCommand.Shown shown) {
        CheckpointSnapshot snapshot = shown.snapshot();
        line(Phrase.CHECKPOINTS, Legible.of(shown.drive().name()), strategy(snapshot.strategy()));
        snapshot.last().ifPresentOrElse(last -> line(Phrase.LAST_CHECKPOINT, last.count(),
                last.signers().size(), Long.toString(last.block()), last.root().toString()),
                () -> line(Phrase.NO_CHECKPOINT));
        if (snapshot.pending() > 0) {
            line(Phrase.PENDING, shell.words().count(snapshot.pending()));
        }
        snapshot.next().time().ifPresent(time -> line(Phrase.NEXT_TIME, time(time)));
        snapshot.next().block().ifPresent(block -> line(Phrase.NEXT_BLOCK, Long.toString(block)));
        snapshot.paused().ifPresentOrElse(this::describe, () -> {
            if (snapshot.failures() > 0) {
                line(Phrase.FAILURES, snapshot.failures());
            }
        });
        snapshot.shortage().ifPresent(few -> line(Phrase.SHORTAGE, few.reachable(), few.needed()));
        snapshot.conflict().ifPresent(
                conflict -> line(Phrase.APART, time(conflict.since()), advice(shell, conflict.advice())));
        shown.audit().ifPresent(this::describe);
        shown.decision().ifPresent(
                decision -> line(Phrase.DECIDED, decision.outcome().map(this::outcome).orElse("")));
        for (ProviderId provider : providers(snapshot)) {
            Standing standing = snapshot.providers().get(provider);
            ProviderHistory history = snapshot.histories().getOrDefault(provider, ProviderHistory.none(Instant.EPOCH));
            line(Phrase.PROVIDER, provider.toString(),
                    standing == null ? text(Phrase.UNHEARD) : standing(standing),
                    shell.words().provider(history.state()), history.successPercent());
        }
    }

    private void describe(Paused paused) {
        switch (paused) {
            case Paused.ByUser _ -> line(Phrase.PAUSED_BY_USER);
            case Paused.ByFailures(int failures, var last) -> {
                line(Phrase.PAUSED_BY_FAILURES, failures);
                last.ifPresent(failure -> shell.out().println("  " + shell.words().problem(failure).line()));
            }
        }
    }

    private void describe(AuditReport report) {
        line(report.passed() ? Phrase.AUDIT_PASSED : Phrase.AUDIT_FAILED, report.provider().toString(),
                shell.words().count(report.chunks()), shell.words().count(report.of()),
                shell.words().bytes(report.bytes()), report.failed().size());
        line(Phrase.AUDIT_CHANCE, percent(report.chanceOfMissing(1)), percent(report.chanceOfMissing(10)));
        report.failed().forEach((chunk, failure) -> {
            shell.out().println("  " + chunk);
            shell.out().println("    " + shell.words().problem(failure).line());
        });
    }

    /// Rounded up: a chance is never said to be smaller than it is.
    private static int percent(double chance) {
        return (int) Math.ceil(chance * 100);
    }

    private String outcome(Decision.Outcome outcome) {
        return text(switch (outcome) {
            case SUBMITTED -> Phrase.OUTCOME_SUBMITTED;
            case AGREED -> Phrase.OUTCOME_AGREED;
            case STILL_APART -> Phrase.OUTCOME_STILL_APART;
            case PASSED -> Phrase.OUTCOME_PASSED;
            case FAILED -> Phrase.OUTCOME_FAILED;
            case CHALLENGED -> Phrase.OUTCOME_CHALLENGED;
            case REFUSED -> Phrase.OUTCOME_REFUSED;
            case BROKEN_OFF -> Phrase.OUTCOME_BROKEN_OFF;
            case LEFT -> Phrase.OUTCOME_LEFT;
        });
    }

    private String strategy(Strategy strategy) {
        return switch (strategy) {
            case Strategy.Immediate _ -> text(Phrase.IMMEDIATE);
            case Strategy.Blocks(long count) -> text(Phrase.BY_BLOCKS, shell.words().count(count));
            case Strategy.Every(Duration time) -> text(Phrase.BY_TIME, shell.words().count(time.toSeconds()));
            case Strategy.Manual _ -> text(Phrase.MANUAL);
        };
    }

    private String standing(Standing standing) {
        return switch (standing) {
            case Standing.Agreeing _ -> text(Phrase.AGREES);
            case Standing.Behind(var _, long leaves) -> text(Phrase.BEHIND, shell.words().count(leaves));
            case Standing.Ahead(var _, long leaves) -> text(Phrase.AHEAD, shell.words().count(leaves));
            case Standing.Divergent _ -> text(Phrase.DIVERGENT);
            case Standing.Invalid(String reason) -> text(Phrase.INVALID, Legible.of(reason));
            case Standing.Unreachable _ -> text(Phrase.UNREACHABLE);
        };
    }

    /// What follows best, in a sentence.
    static String advice(Shell shell, Recommendation advice) {
        return switch (advice) {
            case Recommendation.Nothing _ -> shell.phrases().text(Phrase.ADVICE_NOTHING);
            case Recommendation.WaitForSync(var behind, var unreachable) ->
                shell.phrases().text(Phrase.ADVICE_WAIT, behind.size(), unreachable.size());
            case Recommendation.ProceedWithMajority(var signers, var suspects) ->
                shell.phrases().text(Phrase.ADVICE_PROCEED, signers.size(), suspects.size());
            case Recommendation.Audit(var suspects) -> shell.phrases().text(Phrase.ADVICE_AUDIT, suspects.size());
            case Recommendation.Challenge(var suspects) ->
                shell.phrases().text(Phrase.ADVICE_CHALLENGE, suspects.size());
            case Recommendation.Ask(var against, var _) -> shell.phrases().text(Phrase.ADVICE_ASK, against.size());
        };
    }

    private String time(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(shell.words().locale())
                .format(time.atZone(ZoneId.systemDefault()));
    }

    private String text(Phrase phrase, Object... values) {
        return shell.phrases().text(phrase, values);
    }

    private void line(Phrase phrase, Object... values) {
        shell.out().println(text(phrase, values));
    }
}

package io.longshore.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.longshore.model.AuditReport;
import io.longshore.model.Checkpoint;
import io.longshore.model.Decision;
import io.longshore.model.ProviderHistory;
import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;
import io.longshore.model.snapshot.CheckpointSnapshot;
import io.longshore.model.snapshot.CheckpointSnapshot.Conflict;
import io.longshore.model.snapshot.CheckpointSnapshot.Paused;
import io.longshore.model.snapshot.ProviderSnapshot;

/// How the checkpoints of a drive stand, as a JSON object with stable keys.
final class CheckpointFields {
    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);

    private final Json objects;

    private final Shell shell;

    private final List<ProviderSnapshot> reached;

    /// @param objects writes what is in it
    /// @param reached the providers of drives that are open
    CheckpointFields(Json objects, Shell shell, List<ProviderSnapshot> reached) {
        this.objects = objects;
        this.shell = shell;
        this.reached = reached;
    }

    /// The object.
    Map<String, @Nullable Object> of(CheckpointCommand.Shown shown) {
        CheckpointSnapshot snapshot = shown.snapshot();
        Optional<Checkpoint> last = snapshot.last();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("drive", shown.drive().name());
        fields.put("last_block", last.map(Checkpoint::block).orElse(null));
        fields.put("root", last.map(checkpoint -> checkpoint.root().toString()).orElse(null));
        fields.put("leaf_count", last.map(Checkpoint::count).orElse(0L));
        fields.put("signers",
                last.map(checkpoint -> checkpoint.signers().stream().map(ProviderId::toString).toList())
                        .orElse(List.of()));
        fields.put("tx", last.map(checkpoint -> checkpoint.transaction().toString()).orElse(null));
        fields.put("pending", snapshot.pending());
        fields.put("strategy", snapshot.strategy().toString());
        fields.put("next_at", snapshot.next().time().map(Instant::toString).orElse(null));
        fields.put("next_block", snapshot.next().block().isPresent() ? snapshot.next().block().getAsLong() : null);
        fields.put("paused", snapshot.paused().map(CheckpointFields::word).orElse(null));
        fields.put("failures", snapshot.failures());
        fields.put("shortage", snapshot.shortage().map(objects::failure).orElse(null));
        List<Map<String, @Nullable Object>> providers = new ArrayList<>();
        for (ProviderId provider : CheckpointReport.providers(snapshot)) {
            providers.add(provider(provider, snapshot));
        }
        fields.put("providers", providers);
        fields.put("conflict", snapshot.conflict().map(this::conflict).orElse(null));
        fields.put("failure", shown.failure().map(objects::failure).orElse(null));
        fields.put("audit", shown.audit().map(this::audit).orElse(null));
        fields.put("decision", shown.decision().map(CheckpointFields::decision).orElse(null));
        return fields;
    }

    private static String word(Paused paused) {
        return switch (paused) {
            case Paused.ByUser _ -> "user";
            case Paused.ByFailures _ -> "failures";
        };
    }

    private Map<String, @Nullable Object> provider(ProviderId provider, CheckpointSnapshot snapshot) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("provider_id", provider.toString());
        fields.put("endpoint", reached.stream()
                .filter(each -> each.drive().equals(snapshot.drive()) && each.id().equals(provider)).findFirst()
                .map(ProviderSnapshot::endpoint).orElse(null));
        standing(fields, snapshot.providers().get(provider));
        ProviderHistory history = snapshot.histories().getOrDefault(provider, ProviderHistory.none(Instant.EPOCH));
        fields.put("state", history.state().name().toLowerCase(Locale.ROOT));
        fields.put("success_percent", history.successPercent());
        Map<String, @Nullable Object> latency = new LinkedHashMap<>();
        for (int percent : PERCENTILES) {
            latency.put("p" + percent, history.latency(percent).map(Duration::toMillis).orElse(null));
        }
        fields.put("latency_ms", latency);
        return fields;
    }

    private static void standing(Map<String, @Nullable Object> fields, @Nullable Standing standing) {
        switch (standing) {
            case null -> fields.put("standing", null);
            case Standing.Agreeing _ -> fields.put("standing", "agreeing");
            case Standing.Behind(var _, long leaves) -> {
                fields.put("standing", "behind");
                fields.put("behind", leaves);
            }
            case Standing.Ahead(var _, long leaves) -> {
                fields.put("standing", "ahead");
                fields.put("ahead", leaves);
            }
            case Standing.Divergent _ -> fields.put("standing", "divergent");
            case Standing.Invalid(String reason) -> {
                fields.put("standing", "invalid");
                fields.put("reason", reason);
            }
            case Standing.Unreachable(var failure) -> {
                fields.put("standing", "unreachable");
                fields.put("reason", failure.code());
            }
        }
    }

    private Map<String, @Nullable Object> conflict(Conflict conflict) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("since", conflict.since().toString());
        fields.put("recommendation", word(conflict.advice()));
        fields.put("reason", CheckpointReport.advice(shell, conflict.advice()));
        fields.put("decisions", conflict.decisions().stream().map(CheckpointFields::decision).toList());
        return fields;
    }

    private Map<String, @Nullable Object> audit(AuditReport report) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("provider_id", report.provider().toString());
        fields.put("at", report.at().toString());
        fields.put("passed", report.passed());
        fields.put("chunks", report.chunks());
        fields.put("of", report.of());
        fields.put("bytes", report.bytes().value());
        fields.put("misses_loss_of_1_percent", report.chanceOfMissing(1));
        fields.put("misses_loss_of_10_percent", report.chanceOfMissing(10));
        Map<String, Object> failed = new LinkedHashMap<>();
        report.failed().forEach((chunk, failure) -> failed.put(chunk.toString(), objects.failure(failure)));
        fields.put("failed", failed);
        return fields;
    }

    private static Map<String, @Nullable Object> decision(Decision decision) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", decision.at().toString());
        fields.put("choice", decision.choice().word());
        fields.put("provider_id", decision.choice().about().map(ProviderId::toString).orElse(null));
        fields.put("leaf_count", decision.count());
        fields.put("outcome", decision.outcome().map(Decision.Outcome::word).orElse(null));
        return fields;
    }

    private static String word(Recommendation advice) {
        return switch (advice) {
            case Recommendation.Nothing _ -> "nothing";
            case Recommendation.WaitForSync _ -> "wait";
            case Recommendation.ProceedWithMajority _ -> "proceed";
            case Recommendation.Audit _ -> "audit";
            case Recommendation.Challenge _ -> "challenge";
            case Recommendation.Ask _ -> "ask";
        };
    }
}

package io.longshore.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;

/// Upload states as the database keeps them: a word, and a JSON object where the state says more.
final class StateCodec {
    private StateCodec() {}

    /// The state's word; never changes.
    static String word(UploadState state) {
        return switch (state) {
            case UploadState.Queued _ -> "queued";
            case UploadState.Running _ -> "running";
            case UploadState.Paused _ -> "paused";
            case UploadState.AwaitingApproval _ -> "approval";
            case UploadState.AwaitingVault _ -> "vault";
            case UploadState.Stalled _ -> "stalled";
            case UploadState.Cancelled _ -> "cancelled";
            case UploadState.Failed _ -> "failed";
            case UploadState.Done _ -> "done";
        };
    }

    /// What the state says besides its word.
    static Optional<String> detail(UploadState state) {
        return switch (state) {
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingVault _ ->
                Optional.empty();
            case UploadState.AwaitingApproval(Amount needed, Amount left, Limit limit) ->
                json(Body.empty().amount("needed", needed.atto()).amount("left", left.atto())
                        .text("limit", word(limit)));
            case UploadState.Stalled(Failure failure) -> json(FailureCodec.write(failure));
            case UploadState.Cancelled(Amount unstored) -> json(Body.empty().amount("unstored", unstored.atto()));
            case UploadState.Failed(Failure failure, Amount inVain) ->
                json(FailureCodec.write(failure).amount("in_vain", inVain.atto()));
            case UploadState.Done done -> Optional.of(done.handle().toString());
        };
    }

    private static String word(Limit limit) {
        return switch (limit) {
            case UPLOAD -> "upload";
            case DAY -> "day";
            case AGAIN -> "again";
        };
    }

    private static Limit limit(String word) {
        for (Limit limit : Limit.values()) {
            if (word(limit).equals(word)) {
                return limit;
            }
        }
        throw new IllegalArgumentException("limit " + word);
    }

    private static Optional<String> json(Body body) {
        return Optional.of(new String(body.bytes(), StandardCharsets.UTF_8));
    }

    /// Reads a state.
    static UploadState read(String word, Optional<String> detail) throws FailureException {
        try {
            return switch (word) {
                case "queued" -> new UploadState.Queued();
                case "running" -> new UploadState.Running();
                case "paused" -> new UploadState.Paused();
                case "vault" -> new UploadState.AwaitingVault();
                case "done" -> new UploadState.Done(UploadCodec.handle(detail.orElse("")));
                default -> read(word, Body.of(Json.read(detail.orElse(""), JsonNode.class)));
            };
        } catch (Json.Malformed | JacksonException | IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt("state of an upload", e.getMessage()), e);
        }
    }

    private static UploadState read(String word, Body detail) {
        return switch (word) {
            case "approval" -> new UploadState.AwaitingApproval(new Amount(detail.amount("needed")),
                    new Amount(detail.amount("left")),
                    detail.optional("limit", detail::text).map(StateCodec::limit).orElse(Limit.UPLOAD));
            case "stalled" -> new UploadState.Stalled(FailureCodec.read(detail));
            case "cancelled" -> new UploadState.Cancelled(new Amount(detail.amount("unstored")));
            case "failed" -> new UploadState.Failed(FailureCodec.read(detail), new Amount(detail.amount("in_vain")));
            default -> throw new IllegalArgumentException("state " + word);
        };
    }
}

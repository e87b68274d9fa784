package io.longshore.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Commitment;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.CommitmentSignature;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Signature;
import io.longshore.model.Standing;
import io.longshore.model.VouchedKey;

/// The body of `anchoring` (`src/docs/format.md` 5), and what providers said, as the database keeps it.
final class AnchorageCodec {
    private AnchorageCodec() {}

    static Body write(Fact.Held held) {
        return Body.empty().hex("drive", held.drive().bytes()).fact("paused", held.paused())
                .number("failures", held.failures());
    }

    static Fact.Held held(Body body) {
        return new Fact.Held(new DriveId(body.hex("drive")), body.is("paused"), body.small("failures"));
    }

    /// Writes a failure.
    static String text(Failure failure) {
        return new String(FailureCodec.write(failure).bytes(), StandardCharsets.UTF_8);
    }

    /// Reads a failure.
    static Failure failure(String text) throws FailureException {
        return reading(text, FailureCodec::read);
    }

    /// Writes how providers stand.
    static String text(Map<ProviderId, Standing> standings) {
        List<Body> bodies = new ArrayList<>();
        standings.forEach((provider, standing) -> bodies.add(write(provider, standing)));
        return new String(Body.empty().bodies("standings", bodies).bytes(), StandardCharsets.UTF_8);
    }

    /// Reads how providers stand.
    static Map<ProviderId, Standing> standings(String text) throws FailureException {
        return reading(text, body -> {
            Map<ProviderId, Standing> standings = new LinkedHashMap<>();
            for (Body standing : body.bodies("standings")) {
                ProviderId provider = new ProviderId(new Account(standing.hex("provider")));
                standings.put(provider, standing(standing, provider));
            }
            return standings;
        });
    }

    private interface Reading<T> {
        T of(Body body);
    }

    private static <T> T reading(String text, Reading<T> reading) throws FailureException {
        try {
            return reading.of(Body.of(Json.read(text, JsonNode.class)));
        } catch (Json.Malformed | JacksonException | IllegalArgumentException e) {
            throw new FailureException(new Failure.Corrupt("state of a drive's checkpoints", e.getMessage()), e);
        }
    }

    private static Body write(ProviderId provider, Standing standing) {
        Body body = Body.empty().hex("provider", provider.account().bytes());
        return switch (standing) {
            case Standing.Agreeing(Commitment said) -> write(body.text("stands", "agreeing"), said);
            case Standing.Behind(Commitment said, long leaves) ->
                write(body.text("stands", "behind").number("leaves", leaves), said);
            case Standing.Ahead(Commitment said, long leaves) ->
                write(body.text("stands", "ahead").number("leaves", leaves), said);
            case Standing.Divergent(Commitment said) -> write(body.text("stands", "divergent"), said);
            case Standing.Invalid(String reason) -> body.text("stands", "invalid").text("reason", reason);
            case Standing.Unreachable(Failure failure) ->
                body.text("stands", "unreachable").text("failure", text(failure));
        };
    }

    private static Body write(Body body, Commitment said) {
        body.number("bucket", said.bucket().value()).hex("root", said.root().bytes())
                .number("start", said.start()).number("count", said.count())
                .text("scheme", said.signature().scheme().word()).hex("signature", said.signature().bytes());
        return switch (said.signature()) {
            case CommitmentSignature.Recoverable _ -> body;
            case CommitmentSignature.Ed25519(var _, VouchedKey by) ->
                body.hex("key", by.key()).hex("voucher", by.voucher().bytes());
        };
    }

    private static Standing standing(Body body, ProviderId provider) {
        return switch (body.text("stands")) {
            case "agreeing" -> new Standing.Agreeing(said(body, provider));
            case "behind" -> new Standing.Behind(said(body, provider), body.number("leaves"));
            case "ahead" -> new Standing.Ahead(said(body, provider), body.number("leaves"));
            case "divergent" -> new Standing.Divergent(said(body, provider));
            case "invalid" -> new Standing.Invalid(body.text("reason"));
            case "unreachable" -> new Standing.Unreachable(
                    FailureCodec.read(Body.of(Json.tree(body.text("failure").getBytes(StandardCharsets.UTF_8)))));
            case String other -> throw new IllegalArgumentException("stands " + other);
        };
    }

    private static Commitment said(Body body, ProviderId provider) {
        return new Commitment(provider, new BucketId(body.number("bucket")), new Hash(body.hex("root")),
                body.number("start"), body.number("count"), signature(body));
    }

    private static CommitmentSignature signature(Body body) {
        CommitmentScheme scheme = CommitmentScheme.of(body.text("scheme"))
                .orElseThrow(() -> new IllegalArgumentException("scheme " + body.text("scheme")));
        Bytes bytes = body.hex("signature");
        return switch (scheme) {
            case ED25519 -> new CommitmentSignature.Ed25519(bytes,
                    new VouchedKey(body.hex("key"), new Signature(body.hex("voucher"))));
            case LSH1, ETH, ECDSA -> new CommitmentSignature.Recoverable(scheme, new Signature(bytes));
        };
    }
}

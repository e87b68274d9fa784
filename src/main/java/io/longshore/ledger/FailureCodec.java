package io.longshore.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.Wei;

/// Failures as the database keeps them with the state of an upload.
final class FailureCodec {
    private FailureCodec() {}

    /// Writes a failure.
    static Body write(Failure failure) {
        Body body = Body.empty().text("code", failure.code());
        return switch (failure) {
            case Failure.Unavailable(String who, String detail, Optional<Duration> retryAfter) -> {
                retryAfter.ifPresent(after -> body.text("retry_after", after.toString()));
                yield body.text("who", who).text("detail", detail);
            }
            case Failure.NoMajority(int reachable, int needed) ->
                body.number("reachable", reachable).number("needed", needed);
            case Failure.Refused(String who, String detail) -> body.text("who", who).text("detail", detail);
            case Failure.Unpaid(String who) -> body.text("who", who);
            case Failure.SourceChanged(Path path, String how) -> body.text("path", path.toString()).text("how", how);
            case Failure.SourceAwaited(Path path, String how) -> body.text("path", path.toString()).text("how", how);
            case Failure.SourceUnreadable(Path path, String why) ->
                body.text("path", path.toString()).text("why", why);
            case Failure.Insufficient(_, String needed, String available) ->
                body.text("needed", needed).text("available", available);
            case Failure.GasTooDear(Wei now, Wei ceiling) ->
                body.amount("now", now.value()).amount("ceiling", ceiling.value());
            case Failure.ChunkTooDear(Amount price, Amount ceiling) ->
                body.amount("price", price.atto()).amount("ceiling", ceiling.atto());
            case Failure.ClockApart(Instant chain, Instant here) ->
                body.text("chain", chain.toString()).text("here", here.toString());
            case Failure.Corrupt(String what, String detail) -> body.text("what", what).text("detail", detail);
            case Failure.NotFound(String what) -> body.text("what", what);
            case Failure.WrongVault(DriveId drive) -> body.hex("drive", drive.bytes());
            case Failure.VaultLocked _,Failure.Cancelled _ -> body;
            case Failure.HostileName(String name) -> body.text("name", name);
            case Failure.Exists(Path path) -> body.text("path", path.toString());
            case Failure.LocalFailure(String what, String detail) -> body.text("what", what).text("detail", detail);
            case Failure.JournalDamaged(String detail) -> body.text("detail", detail);
            case Failure.OlderThanTheWorld(Sign sign, String who, long there, long here) ->
                body.text("sign", word(sign)).text("who", who).number("there", there).number("here", here);
            case Failure.DataFolderInUse(Path folder, String owner) ->
                body.text("path", folder.toString()).text("owner", owner);
            case Failure.Disagreement(String what, String detail) -> body.text("what", what).text("detail", detail);
            case Failure.PaymentFailed(String detail) -> body.text("detail", detail);
            case Failure.Unsupported(String what) -> body.text("what", what);
            case Failure.Broken(String detail) -> body.text("detail", detail);
        };
    }

    /// Reads a failure. What is missing is empty: the journal keeps codes only.
    static Failure read(Body body) {
        return switch (body.text("code")) {
            case "LS-UNAVAILABLE" -> new Failure.Unavailable(text(body, "who"), text(body, "detail"),
                    body.optional("retry_after", body::text).map(Duration::parse));
            case "LS-NO-MAJORITY" -> new Failure.NoMajority(number(body, "reachable"), number(body, "needed"));
            case "LS-REFUSED" -> new Failure.Refused(text(body, "who"), text(body, "detail"));
            case "LS-UNPAID" -> new Failure.Unpaid(text(body, "who"));
            case "LS-SOURCE-CHANGED" -> new Failure.SourceChanged(path(body), text(body, "how"));
            case "LS-SOURCE-AWAITED" -> new Failure.SourceAwaited(path(body), text(body, "how"));
            case "LS-SOURCE-UNREADABLE" -> new Failure.SourceUnreadable(path(body), text(body, "why"));
            case "LS-INSUFFICIENT-TOKEN" -> insufficient(Failure.Insufficient.Resource.TOKEN, body);
            case "LS-INSUFFICIENT-GAS" -> insufficient(Failure.Insufficient.Resource.GAS, body);
            case "LS-INSUFFICIENT-DISK" -> insufficient(Failure.Insufficient.Resource.DISK, body);
            case "LS-INSUFFICIENT-CAPACITY" -> insufficient(Failure.Insufficient.Resource.CAPACITY, body);
            case "LS-GAS-PRICE" -> new Failure.GasTooDear(wei(body, "now"), wei(body, "ceiling"));
            case "LS-PRICE" -> new Failure.ChunkTooDear(amount(body, "price"), amount(body, "ceiling"));
            case "LS-CLOCK" -> new Failure.ClockApart(instant(body, "chain"), instant(body, "here"));
            case "LS-CORRUPT" -> new Failure.Corrupt(text(body, "what"), text(body, "detail"));
            case "LS-NOT-FOUND" -> new Failure.NotFound(text(body, "what"));
            case "LS-WRONG-VAULT" -> new Failure.WrongVault(
                    new DriveId(body.optional("drive", body::hex).orElse(PaymentCodec.nothing(DriveId.SIZE))));
            case "LS-VAULT-LOCKED" -> new Failure.VaultLocked();
            case "LS-HOSTILE-NAME" -> new Failure.HostileName(text(body, "name"));
            case "LS-EXISTS" -> new Failure.Exists(path(body));
            case "LS-LOCAL" -> new Failure.LocalFailure(text(body, "what"), text(body, "detail"));
            case "LS-JOURNAL" -> new Failure.JournalDamaged(text(body, "detail"));
            case "LS-OLDER" -> new Failure.OlderThanTheWorld(sign(text(body, "sign")), text(body, "who"),
                    whole(body, "there"), whole(body, "here"));
            case "LS-IN-USE" -> new Failure.DataFolderInUse(path(body), text(body, "owner"));
            case "LS-DISAGREEMENT" -> new Failure.Disagreement(text(body, "what"), text(body, "detail"));
            case "LS-PAYMENT" -> new Failure.PaymentFailed(text(body, "detail"));
            case "LS-UNSUPPORTED" -> new Failure.Unsupported(text(body, "what"));
            case "LS-CANCELLED" -> new Failure.Cancelled();
            case "LS-BROKEN" -> new Failure.Broken(text(body, "detail"));
            case String other -> throw new IllegalArgumentException("failure " + other);
        };
    }

    private static Failure insufficient(Failure.Insufficient.Resource resource, Body body) {
        return new Failure.Insufficient(resource, text(body, "needed"), text(body, "available"));
    }

    private static String text(Body body, String name) {
        return body.optional(name, body::text).orElse("");
    }

    private static int number(Body body, String name) {
        return body.optional(name, body::small).orElse(0);
    }

    private static String word(Sign sign) {
        return switch (sign) {
            case TRANSACTIONS -> "transactions";
            case LEAVES -> "leaves";
        };
    }

    private static Sign sign(String word) {
        return word.equals(word(Sign.LEAVES)) ? Sign.LEAVES : Sign.TRANSACTIONS;
    }

    private static long whole(Body body, String name) {
        return body.optional(name, body::number).orElse(0L);
    }

    private static Wei wei(Body body, String name) {
        return body.optional(name, body::amount).map(Wei::new).orElse(Wei.ZERO);
    }

    private static Amount amount(Body body, String name) {
        return body.optional(name, body::amount).map(Amount::new).orElse(Amount.ZERO);
    }

    private static Instant instant(Body body, String name) {
        return body.optional(name, body::text).map(Instant::parse).orElse(Instant.EPOCH);
    }

    private static Path path(Body body) {
        return Path.of(text(body, "path"));
    }
}

package io.longshore.ledger;

import java.net.URI;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Profile;

/// The bodies of `drive` (`src/docs/format.md` 5).
final class DriveCodec {
    private DriveCodec() {}

    static Body write(Fact.DriveKept kept) {
        Drive drive = kept.drive();
        Body body = Body.empty().hex("drive", drive.id().bytes()).text("name", drive.name())
                .text("kind", drive.kind().word()).hex("public_key", drive.publicKey())
                .number("bucket", drive.bucket().value()).text("profile", word(drive.profile()))
                .number("chain_id", drive.chain().value()).fact("free", drive.free());
        drive.contracts().ifPresent(contracts -> body.hex("vault", contracts.vault().bytes())
                .hex("token", contracts.token().bytes()).hex("registry", contracts.registry().bytes()));
        drive.ceiling().ifPresent(ceiling -> body.amount("ceiling", ceiling.atto()));
        kept.network().ifPresentOrElse(note -> body.blob("network_note", note),
                () -> drive.network().ifPresent(network -> body.text("network", network.toString())));
        return body;
    }

    static Fact read(Body body) {
        DriveId id = new DriveId(body.hex("drive"));
        if (body.has("removed")) {
            return new Fact.DriveGone(id);
        }
        return new Fact.DriveKept(new Drive(id, body.text("name"), kind(body.text("kind")), body.hex("public_key"),
                new BucketId(body.number("bucket")), profile(body.text("profile")),
                body.optional("network", body::text).map(URI::create), new ChainId(body.number("chain_id")),
                body.is("free"), body.optional("vault", _ -> contracts(body)),
                body.optional("ceiling", body::amount).map(Amount::new)), body.optional("network_note", body::blob));
    }

    private static Contracts contracts(Body body) {
        return new Contracts(new Account(body.hex("vault")), new Account(body.hex("token")),
                new Account(body.hex("registry")));
    }

    /// The kind with that word.
    static DestinationKind kind(String word) {
        for (DestinationKind kind : DestinationKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("destination kind " + word);
    }

    /// A profile's word; never changes.
    static String word(Profile profile) {
        return switch (profile) {
            case DATACENTER -> "datacenter";
            case TACTICAL -> "tactical";
            case EDGE -> "edge";
        };
    }

    /// The profile with that word.
    static Profile profile(String word) {
        for (Profile profile : Profile.values()) {
            if (word(profile).equals(word)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("profile " + word);
    }
}

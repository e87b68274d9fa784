package io.longshore.ledger;

import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Profile;
import io.longshore.model.Strategy;
import io.longshore.model.Whereabouts;

/// The bodies of `drive` (`src/docs/format.md` 5).
final class DriveCodec {
    private DriveCodec() {}

    static Body write(Fact.DriveKept kept) {
        Drive drive = kept.drive();
        Body body = Body.empty().hex("drive", drive.id().bytes()).text("name", drive.name())
                .text("kind", drive.kind().word()).hex("public_key", drive.publicKey())
                .number("bucket", drive.bucket().value()).text("profile", word(drive.profile()))
                .number("chain_id", drive.chain().value()).fact("free", drive.free())
                .text("strategy", drive.strategy().toString());
        drive.contracts().ifPresent(contracts -> body.hex("vault", contracts.vault().bytes())
                .hex("token", contracts.token().bytes()).hex("registry", contracts.registry().bytes()));
        drive.ceiling().ifPresent(ceiling -> body.amount("ceiling", ceiling.atto()));
        drive.capacity().ifPresent(capacity -> body.number("capacity", capacity.value()));
        kept.network().ifPresentOrElse(note -> body.blob("network_note", note),
                () -> drive.network().text().ifPresent(network -> body.text("network", network)));
        return body;
    }

    static Fact read(Body body) {
        DriveId id = new DriveId(body.hex("drive"));
        if (body.has("removed")) {
            return new Fact.DriveGone(id);
        }
        return new Fact.DriveKept(new Drive(id, body.text("name"), kind(body.text("kind")), body.hex("public_key"),
                new BucketId(body.number("bucket")), profile(body.text("profile")),
                network(body.optional("network", body::text)), new ChainId(body.number("chain_id")),
                body.is("free"), body.optional("vault", _ -> contracts(body)),
                body.optional("ceiling", body::amount).map(Amount::new),
                body.optional("strategy", body::text).map(Strategy::of).orElseGet(Strategy.Immediate::new),
                body.optional("capacity", body::number).map(ByteCount::new)),
                body.optional("network_note", body::blob));
    }

    private static Contracts contracts(Body body) {
        return new Contracts(new Account(body.hex("vault")), new Account(body.hex("token")),
                new Account(body.hex("registry")));
    }

    /// How a network is found, of what is kept of it; nothing is kept of the embedded one.
    static Whereabouts network(Optional<String> text) {
        return text.map(Whereabouts::of).orElseGet(Whereabouts.Embedded::new);
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

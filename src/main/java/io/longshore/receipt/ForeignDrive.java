package io.longshore.receipt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveId;
import io.longshore.model.Profile;
import io.longshore.model.Strategy;
import io.longshore.model.Whereabouts;

/// A drive as another journal has it.
///
/// @param drive the drive; its network only if it stands there in clear
/// @param sealedNetwork how its network is found, sealed to the drive's key; empty if it is not sealed, or none
public record ForeignDrive(Drive drive, Optional<Bytes> sealedNetwork) {
    static ForeignDrive of(Fields body) {
        Optional<Contracts> contracts = body.has("vault")
                ? Optional.of(new Contracts(account(body, "vault"), account(body, "token"),
                        account(body, "registry")))
                : Optional.empty();
        DestinationKind kind = Arrays.stream(DestinationKind.values())
                .filter(known -> known.word().equals(body.text("kind"))).findFirst()
                .orElseThrow(() -> new Newer("drives of kind " + body.text("kind")));
        return new ForeignDrive(new Drive(new DriveId(body.hex("drive")), body.text("name"), kind,
                body.hex("public_key"), new BucketId(body.number("bucket")),
                Profile.valueOf(body.text("profile").toUpperCase(Locale.ROOT)),
                body.has("network") ? Whereabouts.of(body.text("network")) : new Whereabouts.Embedded(),
                new ChainId(body.number("chain_id")), body.flag("free"), contracts,
                body.has("ceiling") ? Optional.of(new Amount(body.amount("ceiling"))) : Optional.empty(),
                body.has("strategy") ? Strategy.of(body.text("strategy")) : new Strategy.Immediate(),
                body.has("capacity") ? Optional.of(new ByteCount(body.number("capacity"))) : Optional.empty()),
                body.has("network_note") ? Optional.of(Bytes.of(body.blob("network_note"))) : Optional.empty());
    }

    private static Account account(Fields body, String name) {
        return new Account(body.hex(name));
    }
}

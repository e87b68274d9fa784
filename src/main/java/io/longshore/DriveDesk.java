package io.longshore;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.longshore.chain.Funds;
import io.longshore.chain.Rpc;
import io.longshore.chain.UsualFinality;
import io.longshore.destination.provider.ListedProviders;
import io.longshore.destination.provider.NetworkDescription;
import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.DriveEdit;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Finality;
import io.longshore.model.Intent;
import io.longshore.model.Profile;
import io.longshore.model.ProviderId;
import io.longshore.model.Purpose;
import io.longshore.model.Upload;
import io.longshore.model.UploadId;
import io.longshore.model.WaveId;
import io.longshore.model.Whereabouts;

/// Makes, changes and forgets drives. For all threads.
///
/// @param shared what all drives share
/// @param drives the drives
/// @param networks finds what they lead to
/// @param keys whose wallet pays for them
/// @param changed is told when there is another drive, or one less, or one is otherwise now
record DriveDesk(OpenDrive.Shared shared, Drives drives, Networks networks, Keys keys,
        Runnable changed) implements DriveBook {
    private static final String NAME = "[^\\p{Cntrl}]{1,64}";

    @Override
    public Added add(String name, Optional<Listing> where, List<DriveEdit> terms) throws FailureException {
        if (!name.matches(NAME) || name.isBlank()) {
            throw refused("a name has 1 to 64 characters, and no control characters");
        }
        for (DriveEdit term : terms) {
            if (term instanceof DriveEdit.Chain || term instanceof DriveEdit.Providers) {
                throw new IllegalArgumentException("where a new drive is, is in its listing");
            }
        }
        if (where.isEmpty()) {
            Drive made = drives.add(name, drives.freshId(), networks.here(), networks.present().describe(),
                    drive -> with(drive, terms));
            changed.run();
            return new Added(made, Optional.empty());
        }
        DriveId id = drives.freshId();
        ListedProviders.Found found = ListedProviders.find(shared.http(), where.get().providers(), id);
        Rpc rpc = rpc(where.get().chain());
        Whereabouts.Listed listed = new Whereabouts.Listed(where.get().chain(), UsualFinality.of(rpc),
                found.providers());
        NetworkDescription network = ListedProviders
                .of(shared.http(), listed, found.chain(), found.contracts()).describe();
        Drive made = drives.add(name, id, listed, network, drive -> with(drive, terms));
        changed.run();
        Account wallet = keys.wallet();
        Funds funds = new Funds(rpc, wallet);
        return new Added(made, Optional.of(new Purse(wallet, funds.tokens(network.token()), funds.coin())));
    }

    private Rpc rpc(URI chain) {
        return new Rpc(shared.http(), chain, Profile.TACTICAL.timeout());
    }

    /// What can be said without asking anybody.
    private static Drive with(Drive drive, List<DriveEdit> edits) {
        Drive edited = drive;
        for (DriveEdit edit : edits) {
            edited = switch (edit) {
                case DriveEdit.Ceiling(var most) -> edited.under(most);
                case DriveEdit.Capacity(var most) -> edited.holding(most);
                case DriveEdit.Anchoring(var when) -> edited.anchored(when);
                case DriveEdit.Chain _,DriveEdit.Providers _ -> edited;
            };
        }
        return edited;
    }

    @Override
    public Drive edit(String name, List<DriveEdit> edits) throws FailureException {
        Drive before = drives.named(name);
        Whereabouts moved = before.network();
        for (DriveEdit edit : edits) {
            moved = switch (edit) {
                case DriveEdit.Chain(URI rpc) -> chain(before, listed(moved), rpc);
                case DriveEdit.Providers(List<URI> urls) -> providers(before, listed(moved), urls);
                case DriveEdit.Ceiling _,DriveEdit.Capacity _,DriveEdit.Anchoring _ -> moved;
            };
        }
        Whereabouts there = moved;
        boolean moves = !there.equals(before.network());
        if (moves && drives.running(before.id()).isPresent()) {
            throw refused("drive " + name + " is open in this program; change where it is before anything uses it");
        }
        Drive edited = drives.change(before.id(), drive -> with(moves ? drive.at(there) : drive, edits));
        drives.running(edited.id()).ifPresent(open -> open.road().anchorage().signal());
        changed.run();
        return edited;
    }

    private static Whereabouts.Listed listed(Whereabouts network) throws FailureException {
        if (network instanceof Whereabouts.Listed listed) {
            return listed;
        }
        throw refused("its network says itself where its providers and its chain are");
    }

    private Whereabouts chain(Drive drive, Whereabouts.Listed before, URI url) throws FailureException {
        Rpc rpc = rpc(url);
        Finality finality = UsualFinality.of(rpc);
        Whereabouts.Listed moved = new Whereabouts.Listed(url, finality, before.providers());
        OpenDrive.verify(networks.of(drive.at(moved)).describe(), rpc);
        return moved;
    }

    /// Those that are where they were need not answer. New ones are added to the bucket when the drive is opened.
    private Whereabouts providers(Drive drive, Whereabouts.Listed before, List<URI> urls) throws FailureException {
        List<Whereabouts.Provider> now = new ArrayList<>(before.providers());
        List<URI> fresh = new ArrayList<>(urls);
        before.providers().forEach(provider -> fresh.remove(provider.url()));
        List<ProviderId> named = new ArrayList<>(before.providers().stream()
                .filter(provider -> urls.contains(provider.url())).map(Whereabouts.Provider::id).toList());
        if (!fresh.isEmpty()) {
            ListedProviders.Found found = ListedProviders.find(shared.http(), fresh, drive.id());
            if (!found.chain().equals(drive.chain())
                    || drive.contracts().filter(found.contracts()::equals).isEmpty()) {
                throw new FailureException(new Failure.Disagreement("the providers",
                        "they are paid on another chain or by other contracts than drive " + drive.name()));
            }
            for (Whereabouts.Provider provider : found.providers()) {
                named.add(provider.id());
                now.removeIf(known -> known.id().equals(provider.id()));
                now.add(provider);
            }
        }
        for (Whereabouts.Provider provider : before.providers()) {
            if (!named.contains(provider.id())) {
                throw refused(
                        "provider " + provider + " is left out; the registry takes no provider from a bucket, so a"
                                + " drive without it is a new drive");
            }
        }
        return new Whereabouts.Listed(before.chain(), before.finality(), now);
    }

    @Override
    public Removed remove(String name) throws FailureException {
        Drive drive = drives.named(name);
        ByteCount content = shared.stores().uploads().content(drive.id());
        for (Intent intent : shared.stores().payments().open()) {
            if (concerns(intent.purpose(), drive.id())) {
                throw refused("a transaction for drive " + name + " is not settled yet; resume its uploads first");
            }
        }
        drives.remove(drive.id());
        changed.run();
        return new Removed(drive, content);
    }

    private boolean concerns(Purpose purpose, DriveId drive) throws FailureException {
        return switch (purpose) {
            case Purpose.PayWave(WaveId wave, _) -> shared.stores().waves().find(wave).orElseThrow().drive()
                    .equals(drive);
            case Purpose.Approve(List<UploadId> uploads, _) -> isOf(uploads, drive);
            case Purpose.OpenBucket(DriveId of, _) -> of.equals(drive);
            case Purpose.AddProvider(DriveId of, _, _) -> of.equals(drive);
            case Purpose.Anchor anchor -> anchor.drive().equals(drive);
            case Purpose.Extend extend -> extend.drive().equals(drive);
        };
    }

    private boolean isOf(List<UploadId> uploads, DriveId drive) throws FailureException {
        for (UploadId id : uploads) {
            Optional<Upload> upload = shared.stores().uploads().find(id);
            if (upload.isPresent() && upload.get().plan().drive().equals(drive)) {
                return true;
            }
        }
        return false;
    }

    private static FailureException refused(String why) {
        return new FailureException(new Failure.Refused("the drive", why));
    }
}

package io.longshore.receipt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;
import io.longshore.model.DriveId;
import io.longshore.model.UploadId;

/// The drives and waves of an export, as far as payments refer to them.
final class Waves {
    private static final int ROW = 1 + UploadId.SIZE + Long.BYTES + Address.SIZE + Long.BYTES;

    private final Map<DriveId, Drive> drives = new HashMap<>();
    private final List<Wave> waves = new ArrayList<>();

    /// Where a drive's chunks are paid.
    private record Drive(BucketId bucket, ChainId chain) {}

    /// A wave: its drive and the chunks of its rows, by position.
    private record Wave(DriveId drive, List<Address> rows) {}

    /// Takes a `drive`.
    void drive(Fields body) {
        DriveId id = new DriveId(body.hex("drive"));
        if (!body.has("removed")) {
            drives.put(id, new Drive(new BucketId(body.number("bucket")), new ChainId(body.number("chain_id"))));
        }
    }

    /// Takes a `wave`.
    void wave(Fields body) {
        Rule.holds(body.number("wave") == waves.size() + 1, "wave %s follows wave %s", body.number("wave"),
                waves.size());
        byte[] packed = body.blob("rows");
        Rule.holds(packed.length % ROW == 0, "its rows are cut off");
        List<Address> rows = new ArrayList<>(packed.length / ROW);
        for (ByteBuffer row = ByteBuffer.wrap(packed); row.hasRemaining();) {
            row.position(row.position() + 1 + UploadId.SIZE + Long.BYTES);
            byte[] address = new byte[Address.SIZE];
            row.get(address).getLong();
            rows.add(Address.of(address));
        }
        DriveId drive = new DriveId(body.hex("drive"));
        Rule.holds(drives.containsKey(drive), "it is of drive %s, which is not recorded", drive);
        waves.add(new Wave(drive, rows));
    }

    /// Takes a `release`.
    void release(Fields body) {
        List<Address> rows = wave(body.number("wave")).rows();
        Set<Long> gone = new HashSet<>(body.numbers("positions"));
        Rule.holds(gone.stream().allMatch(position -> position < rows.size()), "the wave has no such rows");
        List<Address> left = new ArrayList<>();
        for (int position = 0; position < rows.size(); position++) {
            if (!gone.contains((long) position)) {
                left.add(rows.get(position));
            }
        }
        rows.clear();
        rows.addAll(left);
    }

    /// How many waves there are.
    int count() {
        return waves.size();
    }

    /// The chunk at a position of a wave.
    Address row(long wave, int position) {
        List<Address> rows = wave(wave).rows();
        Rule.holds(position < rows.size(), "wave %s has no row %s", wave, position);
        return rows.get(position);
    }

    /// The bucket a wave's rows are paid for, on the chain its drive is paid on.
    BucketId bucket(long wave, ChainId chain) {
        Drive drive = drives.get(wave(wave).drive());
        Rule.holds(drive.chain().equals(chain), "the drive of wave %s is paid on chain %s, not %s", wave,
                drive.chain(), chain);
        return drive.bucket();
    }

    private Wave wave(long number) {
        Rule.holds(number >= 1 && number <= waves.size(), "there is no wave %s", number);
        return waves.get(Math.toIntExact(number - 1));
    }
}

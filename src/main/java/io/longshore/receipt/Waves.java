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

    /// A wave: its drive and the chunks of its rows, by position, which other journals that have it share.
    static final class Wave {
        private final DriveId drive;
        private final List<Address> rows;

        private Wave(DriveId drive, List<Address> rows) {
            this.drive = drive;
            this.rows = rows;
        }

        /// Whose it is.
        DriveId drive() {
            return drive;
        }
    }

    /// Takes a `drive`.
    void drive(Fields body) {
        DriveId id = new DriveId(body.hex("drive"));
        if (!body.has("removed")) {
            drives.put(id, new Drive(new BucketId(body.number("bucket")), new ChainId(body.number("chain_id"))));
        }
    }

    /// Takes a `wave`.
    Wave wave(Fields body) {
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
        Wave made = new Wave(drive, rows);
        waves.add(made);
        return made;
    }

    /// Takes a wave of another journal, which has that number here.
    void adopt(long number, Wave wave) {
        if (number <= waves.size()) {
            Rule.holds(of(number) == wave, "wave %s is another one", number);
        } else {
            Rule.holds(number == waves.size() + 1, "wave %s follows wave %s", number, waves.size());
            waves.add(wave);
        }
    }

    /// Takes a `release`.
    void release(Fields body) {
        List<Address> rows = of(body.number("wave")).rows;
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

    /// The chunk at a position of a wave.
    Address row(long wave, int position) {
        List<Address> rows = of(wave).rows;
        Rule.holds(position < rows.size(), "wave %s has no row %s", wave, position);
        return rows.get(position);
    }

    /// The bucket a wave's rows are paid for, on the chain its drive is paid on.
    BucketId bucket(long wave, ChainId chain) {
        Drive drive = drives.get(of(wave).drive());
        Rule.holds(drive != null, "the drive of wave %s is not recorded", wave);
        Rule.holds(drive.chain().equals(chain), "the drive of wave %s is paid on chain %s, not %s", wave,
                drive.chain(), chain);
        return drive.bucket();
    }

    /// The wave of a number.
    Wave of(long number) {
        Rule.holds(number >= 1 && number <= waves.size(), "there is no wave %s", number);
        return waves.get(Math.toIntExact(number - 1));
    }
}

package io.longshore.receipt;

import java.util.LinkedHashMap;
import java.util.Map;

import io.longshore.model.DriveId;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// All journals that an export holds: its own, and those that its own had taken over, by the hashes of their first records.
final class Strands {
    private final Sums sums;
    private final Strand own;
    private final Map<Hash, Strand> others = new LinkedHashMap<>();
    private final Map<DriveId, Fields> drives = new LinkedHashMap<>();

    Strands(Sums sums) {
        this.sums = sums;
        this.own = new Strand(this, sums);
    }

    /// The journal that was exported.
    Strand own() {
        return own;
    }

    /// Takes a record that a journal has from another one.
    Made copy(Hash origin, byte[] line) throws FailureException {
        if (origin.equals(own.origin())) {
            return own.copy(line, false);
        }
        Strand other = others.computeIfAbsent(origin, _ -> new Strand(this, sums));
        Made made = other.copy(line, true);
        Rule.holds(other.origin().equals(origin), "the journal it is from begins with record %s, not %s",
                other.origin(), origin);
        return made;
    }

    /// Takes what a drive is, in whichever journal.
    void drive(Fields body) {
        DriveId id = new DriveId(body.hex("drive"));
        if (body.has("removed")) {
            drives.remove(id);
        } else {
            drives.put(id, body);
        }
    }

    /// The last word on every drive.
    Map<DriveId, Fields> drives() {
        return drives;
    }

    /// Checks what can only be checked at the end.
    void end() {
        own.end();
        others.values().forEach(Strand::end);
    }
}

package io.longshore.model;

import java.time.Instant;
import java.util.Map;

/// What came of fetching chunks of our own random choice from one provider. Each is checked: that it has its address, that
/// it stands under its leaf, and that the leaf stands in the range the provider signs.
///
/// @param provider who was audited
/// @param at when
/// @param chunks how many chunks were asked for, k
/// @param bytes how many bytes of them came
/// @param of how many chunks the provider has committed
/// @param failed what was wrong, by chunk; empty if it passed
public record AuditReport(ProviderId provider, Instant at, int chunks, ByteCount bytes, long of,
        Map<Address, Failure> failed) {
    /// Keeps an own copy.
    public AuditReport {
        failed = Map.copyOf(failed);
    }

    /// Whether everything was as it should be.
    public boolean passed() {
        return failed.isEmpty();
    }

    /// The chance that an audit of so many chunks passes although `percent` of a hundred chunks are lost: (1 - x)^k, and none
    /// if all of them were looked at.
    public double chanceOfMissing(double percent) {
        return chunks == of ? 0 : Math.pow(1 - percent / 100, chunks);
    }
}

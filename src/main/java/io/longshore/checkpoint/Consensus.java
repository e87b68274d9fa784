package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.longshore.model.Commitment;
import io.longshore.model.Hash;
import io.longshore.model.ProviderId;
import io.longshore.model.Standing;

/// Whether enough providers say what we know to be true. Providers that are out of reach, answer nonsense or differ count
/// in the whole, so that a failing minority never makes the rest a majority.
///
/// @param standings every provider of the drive
/// @param required how many must agree
/// @param agreed the commitments that may be submitted: of one (root, start, count), all equal to our own leaves, and at
///        least `required`; empty if there are too few
public record Consensus(Map<ProviderId, Standing> standings, int required, Optional<List<Commitment>> agreed) {
    private record Claim(Hash root, long start, long count) {
        static Claim of(Commitment commitment) {
            return new Claim(commitment.root(), commitment.start(), commitment.count());
        }
    }

    /// Finds the longest range of our own leaves that at least `required` providers have signed. One that has more leaves
    /// than another cannot sign for the shorter range, so each signature counts for its own range only. An empty
    /// bucket is never agreed on.
    public static Consensus of(Map<ProviderId, Standing> standings, int required) {
        Map<Claim, List<Commitment>> groups = new TreeMap<>(Comparator.comparingLong(Claim::count).reversed()
                .thenComparing(Claim::root).thenComparingLong(Claim::start));
        standings.values().forEach(standing -> ours(standing)
                .ifPresent(commitment -> groups.computeIfAbsent(Claim.of(commitment), _ -> new ArrayList<>())
                        .add(commitment)));
        Optional<List<Commitment>> agreed = groups.entrySet().stream().filter(group -> group.getKey().count() > 0)
                .map(Map.Entry::getValue).filter(group -> group.size() >= required).findFirst();
        return new Consensus(Map.copyOf(standings), required, agreed);
    }

    /// Whether some provider says what contradicts our own leaves: more leaves, or others. Merely lagging is no conflict.
    public boolean isConflict() {
        return standings.values().stream()
                .anyMatch(standing -> standing instanceof Standing.Ahead || standing instanceof Standing.Divergent);
    }

    private static Optional<Commitment> ours(Standing standing) {
        return switch (standing) {
            case Standing.Agreeing(Commitment commitment) -> Optional.of(commitment);
            case Standing.Behind(Commitment commitment, long _) -> Optional.of(commitment);
            case Standing.Ahead _,Standing.Divergent _,Standing.Invalid _,Standing.Unreachable _ -> Optional.empty();
        };
    }
}

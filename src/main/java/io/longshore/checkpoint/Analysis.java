package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.longshore.model.ProviderId;
import io.longshore.model.Recommendation;
import io.longshore.model.Standing;

/// What a round of hearing the providers means, and what follows best: one pure rule, so that the same words give the same
/// advice whatever their order. Nothing here is done by itself; who reads it decides.
///
/// @param consensus who says what, and whether enough of them agree with us
/// @param recommendation what follows best
public record Analysis(Consensus consensus, Recommendation recommendation) {
    /// In so many rounds in a row a provider must have contradicted us before handing that in is advised: one that is merely
    /// confused, or was restored from an old copy, is right again by then (Automated Checkpoint Protocol, auto-challenge).
    public static final int PERSISTENT = 3;

    /// Weighs what was heard.
    /// @param rounds in how many rounds in a row, this one included, a provider has signed what contradicts us; missing for 0
    /// @param challengeable whether the chain takes proof against providers
    public static Analysis of(Consensus consensus, Map<ProviderId, Integer> rounds, boolean challengeable) {
        return new Analysis(consensus, new Weighing(consensus, rounds, challengeable).recommendation());
    }

    /// Whether that is more than that some lag or are away: too few agree, or somebody contradicts us or signs nonsense.
    public boolean isApart() {
        return switch (recommendation) {
            case Recommendation.Nothing _ -> false;
            case Recommendation.ProceedWithMajority(var _, var suspects) -> !suspects.isEmpty();
            case Recommendation.WaitForSync _,Recommendation.Audit _,Recommendation.Challenge _,Recommendation.Ask _ ->
                true;
        };
    }

    /// The standings, sorted.
    private static final class Weighing {
        private final Consensus consensus;
        private final List<ProviderId> agreeing = new ArrayList<>();
        private final Map<ProviderId, Long> behind = new TreeMap<>();
        private final List<ProviderId> contradicting = new ArrayList<>();
        private final List<ProviderId> invalid = new ArrayList<>();
        private final List<ProviderId> unreachable = new ArrayList<>();
        private final List<ProviderId> persistent;
        private OptionalLong ahead = OptionalLong.empty();

        private Weighing(Consensus consensus, Map<ProviderId, Integer> rounds, boolean challengeable) {
            this.consensus = consensus;
            new TreeMap<>(consensus.standings()).forEach(this::sort);
            this.persistent = challengeable
                    ? contradicting.stream().filter(who -> rounds.getOrDefault(who, 0) >= PERSISTENT).toList()
                    : List.of();
        }

        private void sort(ProviderId provider, Standing standing) {
            switch (standing) {
                case Standing.Agreeing _ -> agreeing.add(provider);
                case Standing.Behind(var _, long leaves) -> behind.put(provider, leaves);
                case Standing.Ahead(var _, long leaves) -> {
                    contradicting.add(provider);
                    ahead = OptionalLong.of(Math.max(leaves, ahead.orElse(0)));
                }
                case Standing.Divergent _ -> contradicting.add(provider);
                case Standing.Invalid _ -> invalid.add(provider);
                case Standing.Unreachable _ -> unreachable.add(provider);
            }
        }

        private Recommendation recommendation() {
            int required = consensus.required();
            List<ProviderId> suspects = Stream.concat(contradicting.stream(), invalid.stream()).toList();
            if (contradicting.size() >= required) {
                return new Recommendation.Ask(contradicting, ahead);
            }
            if (!persistent.isEmpty()) {
                return new Recommendation.Challenge(persistent);
            }
            if (agreeing.size() >= required) {
                return agreeing.size() == consensus.standings().size()
                        ? new Recommendation.Nothing()
                        : new Recommendation.ProceedWithMajority(agreeing, suspects);
            }
            // Who lags or is away may still make the majority; suspects are looked at when that cannot help.
            if (suspects.isEmpty() || agreeing.size() + behind.size() + unreachable.size() >= required) {
                return new Recommendation.WaitForSync(behind, unreachable);
            }
            return new Recommendation.Audit(suspects);
        }
    }
}

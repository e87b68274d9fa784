package io.longshore.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.longshore.model.ProviderId;

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

    /// What follows best, with what it rests on.
    public sealed interface Recommendation {
        /// All agree: nothing is to be done.
        record Nothing() implements Recommendation {}

        /// Who lacks leaves is sent them again, and is heard again afterwards.
        /// @param behind how many leaves each of them lacks
        /// @param unreachable who has to come back first
        record WaitForSync(Map<ProviderId, Long> behind, List<ProviderId> unreachable) implements Recommendation {
            /// Keeps own copies.
            public WaitForSync {
                behind = Map.copyOf(behind);
                unreachable = List.copyOf(unreachable);
            }
        }

        /// Enough of them sign what we know to be true: a checkpoint can be made without the others.
        /// @param signers who signs it
        /// @param suspects who contradicts what we know, or signs nonsense: worth an audit afterwards
        record ProceedWithMajority(List<ProviderId> signers, List<ProviderId> suspects) implements Recommendation {
            /// Keeps own copies.
            public ProceedWithMajority {
                signers = List.copyOf(signers);
                suspects = List.copyOf(suspects);
            }
        }

        /// Too few will ever agree while some contradict us or sign nonsense: look what these really hold.
        record Audit(List<ProviderId> suspects) implements Recommendation {
            /// Keeps an own copy.
            public Audit {
                suspects = List.copyOf(suspects);
            }
        }

        /// Providers have, again and again, signed what contradicts what they signed before: where the chain takes such
        /// proof, it can be handed in.
        record Challenge(List<ProviderId> suspects) implements Recommendation {
            /// Keeps an own copy.
            public Challenge {
                suspects = List.copyOf(suspects);
            }
        }

        /// As many as make a majority say the same, and it is not what we know. Going with them is not offered: it would
        /// anchor as true what this data folder knows to be otherwise.
        /// @param against who says so
        /// @param ahead by how many leaves, if it is that they have more than we know of
        record Ask(List<ProviderId> against, OptionalLong ahead) implements Recommendation {
            /// Keeps an own copy.
            public Ask {
                against = List.copyOf(against);
            }
        }
    }
}

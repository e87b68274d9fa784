package io.longshore.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

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

        /// What follows if that was done, and they are apart still: who answers and lacks leaves all the same is looked at.
        /// Who is away can only be waited for.
        public Recommendation escalated() {
            return behind.isEmpty() ? this : new Audit(behind.keySet().stream().sorted().toList());
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

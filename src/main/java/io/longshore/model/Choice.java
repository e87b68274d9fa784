package io.longshore.model;

/// What the user decides when providers do not agree. Each is recorded with what came of it.
public sealed interface Choice {
    /// The word in the journal and on the command line; never changes.
    String word();

    /// Who lacks leaves is sent them again, and all are heard once more.
    record Wait() implements Choice {
        @Override
        public String word() {
            return "wait";
        }
    }

    /// A checkpoint is made with those that agree with our own leaves; refused where they are no majority.
    record Proceed() implements Choice {
        @Override
        public String word() {
            return "proceed";
        }
    }

    /// Chunks of a provider are fetched and checked.
    record Audit(ProviderId provider) implements Choice {
        @Override
        public String word() {
            return "audit";
        }
    }

    /// Proof against a provider is handed to the chain; refused where it takes none.
    record Challenge(ProviderId provider) implements Choice {
        @Override
        public String word() {
            return "challenge";
        }
    }

    /// Nothing is done; the conflict is not shown as new any more until it changes.
    record Leave() implements Choice {
        @Override
        public String word() {
            return "leave";
        }
    }
}

package io.longshore.model;

import java.util.Optional;

/// What the user decides when providers do not agree. Each is recorded with what came of it.
public sealed interface Choice {
    /// The word in the journal and on the command line; never changes.
    String word();

    /// Whom it is about, where it is about one provider.
    default Optional<ProviderId> about() {
        return Optional.empty();
    }

    /// Reads a word and whom it is about.
    /// @throws IllegalArgumentException if there is no such choice, or it lacks a provider, or wants none
    static Choice of(String word, Optional<ProviderId> about) {
        Choice choice = switch (word) {
            case "wait" -> new Wait();
            case "proceed" -> new Proceed();
            case "audit" -> new Audit(about.orElseThrow(() -> new IllegalArgumentException("an audit of whom?")));
            case "challenge" -> new Challenge(
                    about.orElseThrow(() -> new IllegalArgumentException("a challenge of whom?")));
            case "leave" -> new Leave();
            default -> throw new IllegalArgumentException("no choice: " + word);
        };
        if (!choice.about().equals(about)) {
            throw new IllegalArgumentException(word + " is about no provider");
        }
        return choice;
    }

    /// Reads `wait`, `proceed`, `audit:ID`, `challenge:ID` or `leave`, where the id is a provider's.
    /// @throws IllegalArgumentException if it is none of them
    static Choice of(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? of(text, Optional.empty())
                : of(text.substring(0, colon), Optional.of(ProviderId.of(text.substring(colon + 1))));
    }

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
        public Optional<ProviderId> about() {
            return Optional.of(provider);
        }

        @Override
        public String word() {
            return "audit";
        }
    }

    /// Proof against a provider is handed to the chain; refused where it takes none.
    record Challenge(ProviderId provider) implements Choice {
        @Override
        public Optional<ProviderId> about() {
            return Optional.of(provider);
        }

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

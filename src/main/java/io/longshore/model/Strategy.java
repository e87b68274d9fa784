package io.longshore.model;

import java.time.Duration;

/// When a drive's checkpoints are made. Nothing is ever submitted while nothing is pending.
public sealed interface Strategy {
    /// So many blocks, unless something else is said (Automated Checkpoint Protocol, batched submission).
    long DEFAULT_BLOCKS = 100;

    /// As soon as nothing of the drive is under way, and now and then while a long queue is worked off.
    record Immediate() implements Strategy {
        @Override
        public String toString() {
            return "immediate";
        }
    }

    /// Once so many blocks have passed since the last checkpoint, or since something was first pending.
    record Blocks(long count) implements Strategy {
        /// Checks the count.
        public Blocks {
            if (count < 1) {
                throw new IllegalArgumentException("blocks: " + count);
            }
        }

        @Override
        public String toString() {
            return "batched:" + count;
        }
    }

    /// The same by time.
    record Every(Duration time) implements Strategy {
        /// Checks the time, which is in whole seconds.
        public Every {
            if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.getNano() != 0) {
                throw new IllegalArgumentException("time: " + time);
            }
        }

        @Override
        public String toString() {
            return "batched:" + time.toSeconds() + "s";
        }
    }

    /// Only when the user says so.
    record Manual() implements Strategy {
        @Override
        public String toString() {
            return "manual";
        }
    }

    /// Reads what [Object#toString] writes: `immediate`, `batched` (100 blocks), `batched:N` (blocks), `batched:Ns`, `Nm` or
    /// `Nh` (time), `manual`.
    /// @throws IllegalArgumentException if it is none of them
    static Strategy of(String text) {
        return switch (text) {
            case "immediate" -> new Immediate();
            case "manual" -> new Manual();
            case "batched" -> new Blocks(DEFAULT_BLOCKS);
            default -> batched(text);
        };
    }

    private static Strategy batched(String text) {
        if (!text.matches("batched:[0-9]{1,9}[smh]?")) {
            throw new IllegalArgumentException("no strategy: " + text);
        }
        String every = text.substring("batched:".length());
        long number = Long.parseLong(every.replaceAll("[smh]", ""));
        return switch (every.charAt(every.length() - 1)) {
            case 's' -> new Every(Duration.ofSeconds(number));
            case 'm' -> new Every(Duration.ofMinutes(number));
            case 'h' -> new Every(Duration.ofHours(number));
            default -> new Blocks(number);
        };
    }
}

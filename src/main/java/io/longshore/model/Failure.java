package io.longshore.model;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What went wrong, by kind. Retry looks at the kind only; words for people are made from it elsewhere; the code is
/// stable and documented in `src/docs/problems.md`. Details are for logs and carry no secret.
public sealed interface Failure {
    /// The stable code, `LS-…`.
    String code();

    /// How long the other side asked to be left alone; empty if it did not.
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /// Whether the world contradicts what is known here, so that payments and commits stop until a person has looked.
    default boolean isContradiction() {
        return false;
    }

    /// Out of reach or busy just now: trying again may help.
    /// @param who which provider, chain or registry
    /// @param detail what happened
    /// @param retryAfter how long it asked to be left alone
    record Unavailable(String who, String detail, Optional<Duration> retryAfter) implements Failure {
        @Override
        public String code() {
            return "LS-UNAVAILABLE";
        }
    }

    /// Too few providers answer for a majority; nothing is lost, and it goes on when they return.
    record NoMajority(int reachable, int needed) implements Failure {
        @Override
        public String code() {
            return "LS-NO-MAJORITY";
        }
    }

    /// The other side understood and said no; the same request will be refused again.
    record Refused(String who, String detail) implements Failure {
        @Override
        public String code() {
            return "LS-REFUSED";
        }
    }

    /// A provider wants a proof of payment for the chunk.
    record Unpaid(String who) implements Failure {
        @Override
        public String code() {
            return "LS-UNPAID";
        }
    }

    /// The source is not what was planned; nothing of the new content was sent.
    record SourceChanged(Path path, String how) implements Failure {
        @Override
        public String code() {
            return "LS-SOURCE-CHANGED";
        }
    }

    /// The source of an upload that another machine began is not here as it was there; the upload waits until it is given.
    record SourceAwaited(Path path, String how) implements Failure {
        @Override
        public String code() {
            return "LS-SOURCE-AWAITED";
        }
    }

    /// The source cannot be read.
    record SourceUnreadable(Path path, String why) implements Failure {
        @Override
        public String code() {
            return "LS-SOURCE-UNREADABLE";
        }
    }

    /// Not enough of something that must be there before it goes on.
    record Insufficient(Resource resource, String needed, String available) implements Failure {
        /// What there is too little of.
        public enum Resource {
            /// The payment token.
            TOKEN,
            /// The chain's coin for gas.
            GAS,
            /// Disk space.
            DISK,
            /// What a drive may take in.
            CAPACITY
        }

        @Override
        public String code() {
            return "LS-INSUFFICIENT-" + resource;
        }
    }

    /// Gas costs more than the user lets it; nothing is signed, and it goes on when gas is cheaper.
    /// @param now what a unit of gas would have to be offered, base fee and tip together
    /// @param ceiling the most the user offers
    record GasTooDear(Wei now, Wei ceiling) implements Failure {
        @Override
        public String code() {
            return "LS-GAS-PRICE";
        }
    }

    /// A majority of the providers asks more for a chunk than the drive's user pays; nothing is signed.
    /// @param price the least of what was asked above the ceiling, before the factor 3
    /// @param ceiling the most the user pays, before the factor 3
    record ChunkTooDear(Amount price, Amount ceiling) implements Failure {
        @Override
        public String code() {
            return "LS-PRICE";
        }
    }

    /// The paying chain's time and this machine's differ by more than quotes allow for; nothing is quoted or signed meanwhile.
    /// @param chain when the chain's latest block was made
    /// @param here what this machine's clock said then
    record ClockApart(Instant chain, Instant here) implements Failure {
        @Override
        public String code() {
            return "LS-CLOCK";
        }
    }

    /// Bytes are not what they must be: damaged, or somebody lies.
    record Corrupt(String what, String detail) implements Failure {
        @Override
        public String code() {
            return "LS-CORRUPT";
        }
    }

    /// Nothing of that name is there.
    record NotFound(String what) implements Failure {
        @Override
        public String code() {
            return "LS-NOT-FOUND";
        }
    }

    /// Sealed for a drive whose key this vault does not have.
    record WrongVault(DriveId drive) implements Failure {
        @Override
        public String code() {
            return "LS-WRONG-VAULT";
        }
    }

    /// The vault has a passphrase and is not open.
    record VaultLocked() implements Failure {
        @Override
        public String code() {
            return "LS-VAULT-LOCKED";
        }
    }

    /// A name in a sealed file that must not reach a file system.
    record HostileName(String name) implements Failure {
        @Override
        public String code() {
            return "LS-HOSTILE-NAME";
        }
    }

    /// Something stands where the restored file would go.
    record Exists(Path path) implements Failure {
        @Override
        public String code() {
            return "LS-EXISTS";
        }
    }

    /// This machine's disk, journal or ledger failed.
    record LocalFailure(String what, String detail) implements Failure {
        @Override
        public String code() {
            return "LS-LOCAL";
        }
    }

    /// The journal of the data folder is missing, cut short or damaged, and can be made anew only if the user says so.
    record JournalDamaged(String detail) implements Failure {
        @Override
        public String code() {
            return "LS-JOURNAL";
        }
    }

    /// This data folder is older than the world it pays and stores in, or another machine uses its wallet: payments and commits
    /// stop.
    /// @param sign by what it shows
    /// @param who the account whose transactions, or the provider whose leaves are not all known here
    /// @param there how many of them there are
    /// @param here how many are known here
    record OlderThanTheWorld(Sign sign, String who, long there, long here) implements Failure {
        /// What there is more of than is known here.
        public enum Sign {
            /// Transactions of our wallet, on the chain.
            TRANSACTIONS,
            /// Leaves of our drive, at a provider.
            LEAVES
        }

        @Override
        public String code() {
            return "LS-OLDER";
        }

        @Override
        public boolean isContradiction() {
            return true;
        }
    }

    /// Another program has the data folder.
    record DataFolderInUse(Path folder, String owner) implements Failure {
        @Override
        public String code() {
            return "LS-IN-USE";
        }
    }

    /// What the chain, the providers and this data folder say does not fit together; payments and commits stop.
    record Disagreement(String what, String detail) implements Failure {
        @Override
        public String code() {
            return "LS-DISAGREEMENT";
        }

        @Override
        public boolean isContradiction() {
            return true;
        }
    }

    /// A transaction failed on chain, or its place was taken.
    record PaymentFailed(String detail) implements Failure {
        @Override
        public String code() {
            return "LS-PAYMENT";
        }
    }

    /// Written by a newer version, or too large for this one.
    record Unsupported(String what) implements Failure {
        @Override
        public String code() {
            return "LS-UNSUPPORTED";
        }
    }

    /// Stopped because the user said so.
    record Cancelled() implements Failure {
        @Override
        public String code() {
            return "LS-CANCELLED";
        }
    }

    /// A mistake in this program.
    record Broken(String detail) implements Failure {
        @Override
        public String code() {
            return "LS-BROKEN";
        }
    }
}

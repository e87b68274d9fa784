package io.longshore.model;

import java.util.List;

/// What a transaction is for.
public sealed interface Purpose {
    /// The word in the journal; never changes.
    String word();

    /// Pays a wave at the vault.
    /// @param wave which wave
    /// @param rows the rows it pays, with all their quotes
    record PayWave(WaveId wave, List<RowPayment> rows) implements Purpose {
        /// Keeps an own copy.
        public PayWave {
            rows = List.copyOf(rows);
        }

        @Override
        public String word() {
            return "pay";
        }
    }

    /// Lets the vault draw `amount` from the wallet.
    /// @param uploads for whose estimated remainders
    /// @param amount the allowance that is set
    record Approve(List<UploadId> uploads, Amount amount) implements Purpose {
        /// Keeps an own copy.
        public Approve {
            uploads = List.copyOf(uploads);
        }

        @Override
        public String word() {
            return "approve";
        }
    }

    /// Opens a drive's bucket in the registry contract.
    record OpenBucket(DriveId drive, BucketId bucket) implements Purpose {
        @Override
        public String word() {
            return "open_bucket";
        }
    }

    /// Adds a provider to a drive's bucket in the registry contract.
    record AddProvider(DriveId drive, BucketId bucket, ProviderId provider) implements Purpose {
        @Override
        public String word() {
            return "add_provider";
        }
    }

    /// Anchors a checkpoint in the registry contract.
    record Anchor(DriveId drive, Hash root, long start, long count, List<ProviderId> signers) implements Purpose {
        /// Keeps an own copy.
        public Anchor {
            signers = List.copyOf(signers);
        }

        @Override
        public String word() {
            return "checkpoint";
        }
    }

    /// Adds signatures that came late to the checkpoint that stands in the registry contract.
    ///
    /// @param root that checkpoint's root
    /// @param start its first sequence number
    /// @param count its number of leaves
    /// @param signers the late ones
    record Extend(DriveId drive, Hash root, long start, long count, List<ProviderId> signers) implements Purpose {
        /// Keeps an own copy.
        public Extend {
            signers = List.copyOf(signers);
        }

        @Override
        public String word() {
            return "extension";
        }
    }
}

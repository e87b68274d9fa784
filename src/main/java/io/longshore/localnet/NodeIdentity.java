package io.longshore.localnet;

import io.longshore.model.Account;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.ProviderId;
import io.longshore.proof.CommitmentKey;
import io.longshore.proof.SigningKey;

/// Who a node is.
///
/// @param key signs its quotes, and its commitments or the key for these
/// @param rewards where it is paid
/// @param scheme how it signs its commitments
record NodeIdentity(SigningKey key, Account rewards, CommitmentScheme scheme) {
    /// One that signs commitments as the registry contract verifies them.
    NodeIdentity(SigningKey key, Account rewards) {
        this(key, rewards, CommitmentScheme.LSH1);
    }

    /// What it signs commitments with.
    CommitmentKey commitments() {
        return CommitmentKey.of(key, scheme);
    }

    /// The account of its key.
    ProviderId id() {
        return new ProviderId(key.account());
    }
}

package io.longshore.localnet;

import io.longshore.model.Account;
import io.longshore.model.ProviderId;
import io.longshore.proof.SigningKey;

/// Who a node is.
///
/// @param key signs its quotes and commitments
/// @param rewards where it is paid
record NodeIdentity(SigningKey key, Account rewards) {
    /// The account of its key.
    ProviderId id() {
        return new ProviderId(key.account());
    }
}

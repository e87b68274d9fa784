package io.longshore.localnet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.proof.Recovery;

/// Remembers who signed what. The nodes of one process share it, because each of them is shown the same quotes of all of
/// them, and recovering a signer takes half a millisecond. For all threads.
final class SignatureMemo {
    private record Signed(Hash digest, Signature signature) {}

    private final Map<Signed, Account> signers;

    /// Remembers the last `most` signatures.
    SignatureMemo(int most) {
        this.signers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Signed, Account> eldest) {
                return size() > most;
            }
        };
    }

    /// Who signed the digest; empty if that is no good signature.
    Optional<Account> signer(Hash digest, Signature signature) {
        Signed signed = new Signed(digest, signature);
        synchronized (signers) {
            Account known = signers.get(signed);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Account> signer = Recovery.signer(digest, signature);
        signer.ifPresent(account -> remember(digest, signature, account));
        return signer;
    }

    /// Notes a signature that was just made with the account's key.
    void remember(Hash digest, Signature signature, Account signer) {
        synchronized (signers) {
            signers.put(new Signed(digest, signature), signer);
        }
    }
}

package io.longshore;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Drive;
import io.longshore.model.DriveEdit;
import io.longshore.model.FailureException;
import io.longshore.model.Wei;
import io.longshore.model.Whereabouts;

/// The drives of a data folder, for the user's own hands: each is made, changed and forgotten by name.
public interface DriveBook {
    /// Providers that were run one by one, and the chain they are paid on.
    ///
    /// @param chain the chain's JSON-RPC endpoint, which may hold a secret
    /// @param providers the URLs that the providers printed; their paths are secrets
    record Listing(URI chain, List<URI> providers) {
        /// Keeps an own copy.
        public Listing {
            providers = List.copyOf(providers);
        }

        @Override
        public String toString() {
            return "Listing[" + Whereabouts.place(chain) + ", "
                    + providers.stream().map(Whereabouts::place).toList() + "]";
        }
    }

    /// A new drive.
    ///
    /// @param drive the drive
    /// @param purse what it would be paid with; empty where the network gives play money
    record Added(Drive drive, Optional<Purse> purse) {}

    /// What the wallet has on a drive's chain.
    record Purse(Account wallet, Amount tokens, Wei coin) {
        /// Whether nothing can be paid with it.
        public boolean isEmpty() {
            return tokens.isZero() || coin.isZero();
        }
    }

    /// A drive that is forgotten.
    ///
    /// @param drive the drive as it was
    /// @param content how much content was uploaded to it, which stays with its providers
    record Removed(Drive drive, ByteCount content) {}

    /// Adds a drive. All providers of a listing must answer, be paid alike, and on the chain that answers there. Nothing is
    /// sent to the chain before something is uploaded.
    /// @param name its name, which no other drive has
    /// @param where its providers; empty for the local network
    /// @param terms what holds for it besides; without them it is anchored at once, and has no bounds
    /// @throws FailureException `Refused` if there is a drive of that name; `Disagreement`; `Unavailable`; `VaultLocked`
    Added add(String name, Optional<Listing> where, List<DriveEdit> terms) throws FailureException;

    /// Changes what holds for a drive. Where it is can be changed only while it is not open; providers that are new are
    /// added to its bucket by a transaction when it is opened the next time, and are brought what they lack.
    /// @return the drive as it is then
    /// @throws FailureException `NotFound`; `Refused` if a provider is left out, since no bucket of the registry ever loses
    ///         one, or if its network is none of listed providers; `Disagreement`; `Unavailable`
    Drive edit(String name, List<DriveEdit> edits) throws FailureException;

    /// Forgets a drive. What it stored stays with its providers, and what was paid stays in the books; its files can be
    /// restored through another drive on the same network.
    /// @throws FailureException `NotFound`; `Refused` while uploads to it are not finished, or a transaction of it is not
    ///         settled
    Removed remove(String name) throws FailureException;
}

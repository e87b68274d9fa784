package io.longshore.ledger;

import java.util.List;

/// Is told where the ledger stands whenever it makes something durable: so that a program can be ended exactly there, and
/// shown to lose nothing.
public interface Waypoints {
    /// Nobody listens.
    Waypoints NONE = (_, _) -> {};

    /// Where the ledger stands.
    enum Moment {
        /// The records are ready; nothing is written.
        FORCING,
        /// The journal has them, forced; the database does not show them yet.
        FORCED,
        /// Journal and database have them; nobody was told.
        REFLECTED
    }

    /// Called on the ledger's thread, which waits for it; must not throw.
    /// @param records what becomes durable together: each record's type, with the kind of an intent or outcome after a
    ///        colon (`intent:pay`, `outcome:confirmed`)
    void reached(Moment moment, List<String> records);
}

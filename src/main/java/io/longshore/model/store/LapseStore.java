package io.longshore.model.store;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import io.longshore.model.Amount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Receipt;
import io.longshore.model.RowPayment;
import io.longshore.model.UploadId;
import io.longshore.model.Wave;
import io.longshore.model.WaveId;

/// What stands between a chunk and a second payment for it: payments that came to nothing, payments that were found, and
/// payments that providers refuse.
public interface LapseStore {
    /// What payments that were reverted or replaced would have paid for the rows of a wave, whichever wave the rows were in
    /// then; the newest payment first, each row at its position now.
    List<RowPayment> lapsed(WaveId wave) throws FailureException;

    /// Records that the vault has been paid for rows of a planned wave by a transaction that no intent of ours made: they
    /// leave the wave and make one of their own, which is `PAID`. Forced once for all of it (`release`, `wave`, `receipt`).
    /// @param payment the receipt, with intent 0: of the planned wave, its rows at their positions there
    /// @return the rows' new wave
    Wave found(Receipt payment) throws FailureException;

    /// Paid rows of one upload, of which it was judged that no majority of the providers will ever take them.
    ///
    /// @param upload whose rows
    /// @param wave in which wave
    /// @param rows at which positions
    /// @param transaction the payment that was judged: of a newer one nothing is said
    record Refused(UploadId upload, WaveId wave, BitSet rows, Hash transaction) {
        /// Keeps an own copy.
        public Refused {
            rows = (BitSet) rows.clone();
        }

        /// A copy of the rows.
        @Override
        public BitSet rows() {
            return (BitSet) rows.clone();
        }
    }

    /// Keeps a judgement until the user has approved of paying these rows again; it takes the place of the upload's last one.
    /// Not forced, and not in the journal: it can be made again.
    void judged(Refused refused) throws FailureException;

    /// Keeps that the user approves of paying again what was last judged of an upload, and nothing else. Not in the journal:
    /// who loses the database is asked again.
    void approve(UploadId upload) throws FailureException;

    /// What the user approved of for an upload, as long as it was not paid again.
    Optional<Refused> approved(UploadId upload) throws FailureException;

    /// Gives up the payment of rows, as far as that is still the one that was judged: their wave's payment is by this
    /// transaction, no majority holds them, and they were not given up before. They make a wave of their own, and what was
    /// paid for them is booked as spent in vain. Forced once for all of it (`expiry`, `wave`).
    /// @return the rows' new wave; empty if nothing of the judgement holds any more, and nothing was recorded
    Optional<Wave> expire(Refused refused) throws FailureException;

    /// What was paid for an upload in vain: by payments that were given up.
    Amount inVain(UploadId upload) throws FailureException;
}

package io.longshore.app.queue;

import java.util.List;

import io.longshore.model.Amount;
import io.longshore.model.UploadState;
import io.longshore.model.snapshot.UploadSnapshot;

/// The whole queue in four figures.
/// @param unfinished uploads that are on the way, paused or waiting
/// @param stored chunks that a majority holds
/// @param chunks all chunks, those of given up and failed uploads left out of both counts
/// @param paid tokens paid for everything shown, in vain or not
public record Totals(int unfinished, long stored, long chunks, Amount paid) {
    /// An empty queue.
    public static final Totals NONE = new Totals(0, 0, 0, Amount.ZERO);

    static Totals of(List<UploadSnapshot> uploads) {
        int unfinished = 0;
        long stored = 0;
        long chunks = 0;
        Amount paid = Amount.ZERO;
        for (UploadSnapshot upload : uploads) {
            boolean done = upload.state() instanceof UploadState.Done;
            boolean open = !upload.state().isFinal();
            unfinished += open ? 1 : 0;
            if (done || open) {
                stored += upload.stored();
                chunks += upload.chunks();
            }
            paid = paid.plus(upload.cost().tokens());
        }
        return new Totals(unfinished, stored, chunks, paid);
    }
}

package io.longshore.upload;

/// Gives the first wave of a run the processors to itself: while it is quoted and paid, nothing further is planned, so that
/// the first byte leaves as soon for a big file as for a small one. Safe for use by several threads.
final class HeadStart {
    private boolean begun;
    private boolean over;

    /// The first wave is made.
    synchronized void begin() {
        begun = true;
    }

    /// The first wave is paid, or stuck. Later waves have none.
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /// Waits while the first wave is on its way to being paid.
    synchronized void await() throws InterruptedException {
        while (begun && !over) {
            wait();
        }
    }
}

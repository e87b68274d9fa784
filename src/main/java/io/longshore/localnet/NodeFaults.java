package io.longshore.localnet;

import java.time.Duration;

/// How a node misbehaves. Only who has the node's object in the same process can tell it to; every word takes effect with
/// the next request. For all threads.
public final class NodeFaults {
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean refusing;
    private volatile boolean diskFull;
    private volatile boolean wrongBytes;
    private volatile boolean lagging;
    private volatile boolean diverging;
    private String dropRoute = "";
    private int drops;

    NodeFaults() {}

    /// It waits that long before it looks at a request.
    public void slow(Duration by) {
        delay = by;
    }

    /// It answers everything with 503 and `Retry-After: 1`.
    public void refuse(boolean on) {
        refusing = on;
    }

    /// It does what the next `answers` requests to routes that begin with `route` want, but breaks the connection in the
    /// middle of the answer.
    public synchronized void drop(String route, int answers) {
        dropRoute = route;
        drops = answers;
    }

    /// It has no room for chunks.
    public void diskFull(boolean on) {
        diskFull = on;
    }

    /// It hands out chunks with a byte changed.
    public void wrongBytes(boolean on) {
        wrongBytes = on;
    }

    /// It acknowledges commits but stays behind: it goes on answering with the state it had. Once told off it is up to
    /// date.
    public void lagging(boolean on) {
        lagging = on;
    }

    /// It appends other leaves than it is asked to. What it appended stays.
    public void diverging(boolean on) {
        diverging = on;
    }

    /// It behaves again.
    public void clear() {
        slow(Duration.ZERO);
        refuse(false);
        drop("", 0);
        diskFull(false);
        wrongBytes(false);
        lagging(false);
        diverging(false);
    }

    Duration delay() {
        return delay;
    }

    boolean refusing() {
        return refusing;
    }

    boolean isDiskFull() {
        return diskFull;
    }

    boolean givesWrongBytes() {
        return wrongBytes;
    }

    boolean isLagging() {
        return lagging;
    }

    boolean isDiverging() {
        return diverging;
    }

    /// Whether the answer to a request for `path` is to be broken off; counts it.
    synchronized boolean takeDrop(String path) {
        if (drops > 0 && path.startsWith(dropRoute)) {
            drops--;
            return true;
        }
        return false;
    }
}

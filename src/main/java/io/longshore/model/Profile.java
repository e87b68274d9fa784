package io.longshore.model;

import java.time.Duration;

/// How a drive transfers: chunk size, chunks per durable progress mark, time allowed for one request.
public enum Profile {
    /// Fast and close.
    DATACENTER(ByteCount.mebibytes(32), 128, Duration.ofSeconds(60)),
    /// The default.
    TACTICAL(ByteCount.mebibytes(8), 64, Duration.ofSeconds(120)),
    /// Slow or broken lines.
    EDGE(ByteCount.mebibytes(1), 32, Duration.ofSeconds(300));

    private final ByteCount chunkSize;
    private final int interval;
    private final Duration timeout;

    Profile(ByteCount chunkSize, int interval, Duration timeout) {
        this.chunkSize = chunkSize;
        this.interval = interval;
        this.timeout = timeout;
    }

    /// Bytes of plaintext in a chunk, where the destination takes that many.
    public ByteCount chunkSize() {
        return chunkSize;
    }

    /// Chunks per durable progress mark.
    public int interval() {
        return interval;
    }

    /// How long one request may take.
    public Duration timeout() {
        return timeout;
    }
}

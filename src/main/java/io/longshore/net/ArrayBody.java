package io.longshore.net;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// A body that is written from the caller's array, without a copy of the whole.
final class ArrayBody extends RequestBody {
    /// How much is handed over at a time.
    private static final int PIECE = 64 << 10;

    private final byte[] bytes;
    private final int length;
    private final MediaType type;
    private final Runnable started;
    private final AtomicBoolean told = new AtomicBoolean();

    ArrayBody(byte[] bytes, int length, String type, Runnable started) {
        if (length < 0 || length > bytes.length) {
            throw new IllegalArgumentException(length + " of " + bytes.length + " bytes");
        }
        this.bytes = bytes;
        this.length = length;
        this.type = MediaType.get(type);
        this.started = started;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        for (int at = 0; at < length; at += PIECE) {
            sink.write(bytes, at, Math.min(PIECE, length - at));
            if (told.compareAndSet(false, true)) {
                sink.flush();
                started.run();
            }
        }
    }
}

package io.longshore.place;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

import io.longshore.model.ByteCount;

/// A fixed number of equal buffers on the heap, lent and taken back: the bound on bytes in flight. A buffer that comes
/// back is not cleared; whoever borrows one overwrites what it uses. Safe for use by several threads.
public final class Buffers {
    private final Semaphore free;
    private final int size;
    private final Deque<byte[]> idle = new ArrayDeque<>();

    /// @param count how many buffers
    /// @param size bytes of each
    public Buffers(int count, int size) {
        this.free = new Semaphore(count, true);
        this.size = size;
    }

    /// As many buffers of `size` bytes as fit `budget`, but at least `least`.
    public static Buffers within(ByteCount budget, int size, int least) {
        return new Buffers((int) Math.max(least, budget.value() / size), size);
    }

    /// A buffer on loan; closing it gives it back.
    public final class Loan implements AutoCloseable {
        private byte[] bytes;

        private Loan(byte[] bytes) {
            this.bytes = bytes;
        }

        /// The buffer.
        /// @throws IllegalStateException if it was given back
        public byte[] bytes() {
            if (bytes.length == 0) {
                throw new IllegalStateException("the buffer was given back");
            }
            return bytes;
        }

        @Override
        public void close() {
            if (bytes.length > 0) {
                giveBack(bytes);
                bytes = new byte[0];
            }
        }
    }

    /// Borrows a buffer, waiting until one is free.
    public Loan borrow() throws InterruptedException {
        free.acquire();
        synchronized (idle) {
            byte[] bytes = idle.poll();
            return new Loan(bytes == null ? new byte[size] : bytes);
        }
    }

    /// Bytes of each buffer.
    public int size() {
        return size;
    }

    private void giveBack(byte[] bytes) {
        synchronized (idle) {
            idle.push(bytes);
        }
        free.release();
    }
}

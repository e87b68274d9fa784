package io.longshore;

/// A subscription. Closing it ends it; closing it twice is harmless.
public interface Pin extends AutoCloseable {
    @Override
    void close();
}

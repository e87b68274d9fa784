package io.longshore.model;

import java.util.Locale;

/// Where a server is to listen. [#toString] writes it as [#of] reads it.
///
/// @param host a name, or an address; of an IPv6 address without the brackets
/// @param port 0 for a free one
public record ListenAddress(String host, int port) {
    private static final int LAST_PORT = 65_535;

    /// Checks the range.
    public ListenAddress {
        if (host.isEmpty() || port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("no address to listen on");
        }
        host = host.toLowerCase(Locale.ROOT);
    }

    /// Reads `HOST:PORT`, or `[ADDRESS]:PORT` of an IPv6 address.
    /// @throws IllegalArgumentException if it is neither
    public static ListenAddress of(String text) {
        if (!text.matches("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}")) {
            throw new IllegalArgumentException("neither HOST:PORT nor [ADDRESS]:PORT: " + text);
        }
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon);
        return new ListenAddress(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(text.substring(colon + 1)));
    }

    /// The same host with another port.
    public ListenAddress at(int other) {
        return new ListenAddress(host, other);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}

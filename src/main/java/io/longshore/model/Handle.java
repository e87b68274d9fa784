package io.longshore.model;

import java.util.Optional;

/// Where a stored file or group begins: `longshore:1:<destination kind>:<address of its root object, hex>`.
/// Not secret, and useless without the drive's key.
public record Handle(DestinationKind kind, Address root) {
    private static final String PREFIX = "longshore:1:";

    /// Reads a handle; empty if the text is none of this version.
    public static Optional<Handle> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = text.substring(PREFIX.length()).split(":", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9a-fA-F]{64}")) {
            return Optional.empty();
        }
        for (DestinationKind kind : DestinationKind.values()) {
            if (kind.word().equals(parts[0])) {
                return Optional.of(new Handle(kind, Address.of(parts[1])));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + kind.word() + ":" + root.bytes().hex();
    }
}

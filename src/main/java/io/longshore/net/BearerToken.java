package io.longshore.net;

/// What a server asks for before it listens (RFC 6750). A secret: it prints as `[hidden]`.
public record BearerToken(String value) {
    /// Checks that it can stand in a header.
    public BearerToken {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("not a bearer token");
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}

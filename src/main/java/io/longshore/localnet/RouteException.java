package io.longshore.localnet;

import java.util.Map;

/// A request that is answered with an error: `{"error": code, "details": {...}}`.
final class RouteException extends Exception {
    private final int status;
    private final transient Map<String, ?> details;

    /// With nothing but the code.
    RouteException(int status, String code) {
        this(status, code, Map.of());
    }

    /// With what the asker needs to know beyond it.
    RouteException(int status, String code, Map<String, ?> details) {
        super(code);
        this.status = status;
        this.details = Map.copyOf(details);
    }

    int status() {
        return status;
    }

    String code() {
        return getMessage();
    }

    Map<String, ?> details() {
        return details;
    }
}

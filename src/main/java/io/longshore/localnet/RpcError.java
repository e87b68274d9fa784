package io.longshore.localnet;

import java.util.Optional;

import io.longshore.model.Bytes;

/// A JSON-RPC error as go-ethereum answers it.
final class RpcError extends Exception {
    /// The request is no JSON-RPC (JSON-RPC 2.0, section 5.1).
    static final int PARSE = -32700;
    /// Not a request object (JSON-RPC 2.0).
    static final int INVALID_REQUEST = -32600;
    /// No such method (JSON-RPC 2.0).
    static final int NO_METHOD = -32601;
    /// The parameters do not fit (JSON-RPC 2.0).
    static final int INVALID_PARAMS = -32602;
    /// The server failed (JSON-RPC 2.0).
    static final int INTERNAL = -32603;
    /// The request was understood and cannot be done; go-ethereum's code for nearly everything.
    static final int SERVER = -32000;
    /// A call was reverted; the data says why.
    static final int REVERTED = 3;

    private final int code;
    private final transient Optional<Bytes> data;

    RpcError(int code, String message) {
        this(code, message, Optional.empty());
    }

    RpcError(int code, String message, Optional<Bytes> data) {
        // An answer, not a fault of this program: without a stack trace.
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    /// A refusal with the common code.
    static RpcError refused(String message) {
        return new RpcError(SERVER, message);
    }

    /// Parameters that do not fit.
    static RpcError params(String message) {
        return new RpcError(INVALID_PARAMS, message);
    }

    /// The error's code.
    int code() {
        return code;
    }

    /// The revert data.
    Optional<Bytes> data() {
        return data;
    }
}

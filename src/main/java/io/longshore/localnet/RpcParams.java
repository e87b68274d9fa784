package io.longshore.localnet;

import java.math.BigInteger;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

/// The parameters of a JSON-RPC call, read as the words of the model; what does not fit is refused as -32602.
final class RpcParams {
    private final JsonNode params;

    RpcParams(JsonNode params) {
        this.params = params;
    }

    /// The parameter at `index`.
    JsonNode at(int index) throws RpcError {
        return optional(index).orElseThrow(() -> RpcError.params("missing value for required argument " + index));
    }

    /// The parameter at `index`, if it is there and not null.
    Optional<JsonNode> optional(int index) {
        return Optional.ofNullable(params.get(index)).filter(node -> !node.isNull());
    }

    /// An account.
    Account account(int index) throws RpcError {
        return account(at(index));
    }

    /// A hash.
    Hash hash(int index) throws RpcError {
        return hash(at(index));
    }

    /// Bytes.
    Bytes bytes(int index) throws RpcError {
        return bytes(at(index));
    }

    /// A quantity, or `most` if it is more.
    long quantity(int index, long most) throws RpcError {
        return quantity(at(index)).min(BigInteger.valueOf(most)).longValue();
    }

    static Account account(JsonNode node) throws RpcError {
        return new Account(sized(node, Account.SIZE));
    }

    static Hash hash(JsonNode node) throws RpcError {
        return new Hash(sized(node, Hash.SIZE));
    }

    private static Bytes sized(JsonNode node, int size) throws RpcError {
        Bytes bytes = bytes(node);
        if (bytes.size() != size) {
            throw RpcError.params("hex string has length " + 2 * bytes.size() + ", want " + 2 * size);
        }
        return bytes;
    }

    static Bytes bytes(JsonNode node) throws RpcError {
        String text = text(node);
        if (!text.matches("0x([0-9a-fA-F]{2})*")) {
            throw RpcError.params("not hex bytes");
        }
        return Bytes.fromHex(text);
    }

    /// A quantity of up to 256 bits; numbers are taken too, as some clients send them.
    static BigInteger quantity(JsonNode node) throws RpcError {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return BigInteger.valueOf(node.longValue());
        }
        String text = text(node);
        if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
            throw RpcError.params("not a hex quantity");
        }
        return new BigInteger(text.substring(2), 16);
    }

    static String text(JsonNode node) throws RpcError {
        if (!node.isString()) {
            throw RpcError.params("not a string");
        }
        return node.stringValue();
    }
}

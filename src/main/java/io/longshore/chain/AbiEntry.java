package io.longshore.chain;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;

import io.longshore.model.Bytes;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// One thing of a contract's ABI and how it is read: a call or an error with its selector, or a bare tuple (a result, an
/// event's data). Immutable.
///
/// @param selector the first four bytes of the Keccak-256 of the signature; empty for a bare tuple
/// @param types the types after it
/// @param reader makes the word of the model
/// @param <T> what it is read as
record AbiEntry<T>(Bytes selector, TupleType<Tuple> types, Function<AbiValues, T> reader) {
    private static final Bytes NONE = Bytes.of();

    /// A call or an error, by its signature without spaces or names.
    static <T> AbiEntry<T> named(String signature, Function<AbiValues, T> reader) {
        var function = com.esaulpaugh.headlong.abi.Function.parse(signature);
        return new AbiEntry<>(Bytes.of(function.selector()), function.getInputs(), reader);
    }

    /// A result or an event's data, by its types in brackets.
    static <T> AbiEntry<T> tuple(String types, Function<AbiValues, T> reader) {
        return new AbiEntry<>(NONE, TupleType.parse(types), reader);
    }

    /// Selector and values, ABI-encoded.
    Bytes encode(Object... values) {
        var tuple = AbiValues.tuple(types, values);
        var encoded = new byte[selector.size() + types.measureEncodedLength(tuple)];
        selector.copyTo(encoded, 0);
        var buffer = ByteBuffer.wrap(encoded);
        types.encode(tuple, buffer.position(selector.size()));
        return Bytes.of(encoded);
    }

    /// Reads it; empty if it has another selector or is malformed.
    Optional<T> decode(Bytes data) {
        if (data.size() < selector.size() || !data.slice(0, selector.size()).equals(selector)) {
            return Optional.empty();
        }
        try {
            var tuple = types.decode(data.slice(selector.size(), data.size()).toArray());
            return Optional.of(reader.apply(new AbiValues(tuple)));
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    /// Reads what a node answered.
    /// @throws FailureException `Corrupt` if it is malformed, as it is when nothing of that ABI is at the address called
    T result(Bytes data) throws FailureException {
        return decode(data).orElseThrow(
                () -> new FailureException(new Failure.Corrupt("answer of a contract", types + " expected: " + data)));
    }
}

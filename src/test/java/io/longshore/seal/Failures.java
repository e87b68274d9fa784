package io.longshore.seal;

import org.junit.jupiter.api.function.Executable;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// Expects a failure of one kind.
final class Failures {
    private Failures() {}

    static <T extends Failure> T expect(Class<T> kind, Executable code) {
        return assertInstanceOf(kind, assertThrows(FailureException.class, code).failure());
    }
}

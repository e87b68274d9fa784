package io.longshore.app.bridge;

import java.util.function.Consumer;

import io.longshore.Longshore;
import io.longshore.model.FailureException;

/// What a screen asks of the engine. Both methods return at once; the engine is called on another thread, and a failure
/// is told to the user in words by whoever made these orders.
public interface Orders {
    /// A call to the engine.
    /// @param <T> what it answers
    @FunctionalInterface
    interface Order<T> {
        /// Calls the engine; may wait for the disk.
        T carryOut(Longshore engine) throws FailureException;
    }

    /// A call to the engine that answers nothing.
    @FunctionalInterface
    interface Command {
        /// Calls the engine; may wait for the disk.
        void carryOut(Longshore engine) throws FailureException;
    }

    /// Carries out `command` after all commands given before it: pause and resume never overtake each other.
    void inTurn(Command command);

    /// Carries out `order` beside all others, for what may take long, and gives its answer to `answered` on the user
    /// interface's thread.
    <T> void aside(Order<T> order, Consumer<T> answered);
}

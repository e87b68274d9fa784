package io.longshore.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.longshore.Longshore;
import io.longshore.app.bridge.Orders;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Carries every order out at once, on the thread of the test.
public final class InlineOrders implements Orders {
    private final Longshore engine;
    private final List<Failure> failures = new ArrayList<>();

    /// @param engine who is asked
    public InlineOrders(Longshore engine) {
        this.engine = engine;
    }

    /// What went wrong.
    public List<Failure> failures() {
        return failures;
    }

    @Override
    public void inTurn(Command command) {
        try {
            command.carryOut(engine);
        } catch (FailureException refused) {
            failures.add(refused.failure());
        }
    }

    @Override
    public <T> void aside(Order<T> order, Consumer<T> answered) {
        try {
            answered.accept(order.carryOut(engine));
        } catch (FailureException refused) {
            failures.add(refused.failure());
        }
    }
}

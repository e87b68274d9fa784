package io.longshore.localnet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.longshore.localnet.ChainFaults.Answer;
import io.longshore.localnet.ChainFaults.Fate;
import io.longshore.model.Wei;

/// The faults that are waiting for their moment. Thread-safe.
final class FaultPlan {
    private record Waiting(String method, Answer answer) {}

    private final Deque<Fate> fates = new ArrayDeque<>();
    private final List<Waiting> answers = new ArrayList<>();
    private boolean held;
    private Optional<Wei> baseFee = Optional.empty();

    synchronized void add(int times, Fate fate) {
        for (int i = 0; i < times; i++) {
            fates.add(fate);
        }
    }

    synchronized void add(String method, int times, Answer answer) {
        for (int i = 0; i < times; i++) {
            answers.add(new Waiting(method, answer));
        }
    }

    /// What is to happen to the next transaction that is accepted; it is used up with that.
    synchronized Optional<Fate> nextFate() {
        return Optional.ofNullable(fates.poll());
    }

    /// What is to happen to the next answer of this method; it is used up with that.
    synchronized Optional<Answer> nextAnswer(String method) {
        for (Waiting each : answers) {
            if (each.method().equals(method) || each.method().equals(ChainFaults.ANY_METHOD)) {
                answers.remove(each);
                return Optional.of(each.answer());
            }
        }
        return Optional.empty();
    }

    synchronized boolean isHeld() {
        return held;
    }

    synchronized void hold(boolean hold) {
        held = hold;
    }

    synchronized Optional<Wei> baseFee() {
        return baseFee;
    }

    synchronized void baseFee(Optional<Wei> fee) {
        baseFee = fee;
    }

    synchronized void clear() {
        fates.clear();
        answers.clear();
        held = false;
        baseFee = Optional.empty();
    }
}

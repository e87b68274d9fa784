package io.longshore.model;

/// Carries a [Failure] to whoever decides what follows from it. Logged once, by whoever does not pass it on.
public final class FailureException extends Exception {
    private final transient Failure failure;

    /// With no cause but the failure itself.
    public FailureException(Failure failure) {
        this(failure, null);
    }

    /// With the exception that led to it; it reaches the log only.
    public FailureException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    /// What went wrong.
    public Failure failure() {
        return failure;
    }
}

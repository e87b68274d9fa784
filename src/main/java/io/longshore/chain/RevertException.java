package io.longshore.chain;

/// The cause of a failure that a contract decided. It never travels alone: see [Revert#of].
final class RevertException extends Exception {
    private final transient Revert revert;

    RevertException(Revert revert) {
        super(revert.toString());
        this.revert = revert;
    }

    Revert revert() {
        return revert;
    }
}

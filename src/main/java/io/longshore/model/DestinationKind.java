package io.longshore.model;

/// The kinds of storage a drive can lead to. The word is part of handles and never changes.
public enum DestinationKind {
    /// Providers that are quoted, paid by the wave and commit to what they hold.
    NETWORK("network");

    private final String word;

    DestinationKind(String word) {
        this.word = word;
    }

    /// The word in handles and settings.
    public String word() {
        return word;
    }
}

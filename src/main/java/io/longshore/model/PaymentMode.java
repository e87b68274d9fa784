package io.longshore.model;

/// How a wave was paid. The word is part of receipts and JSON and never changes.
public enum PaymentMode {
    /// One transaction for the wave, one on-chain row a chunk.
    WAVE("wave"),
    /// Nothing was to be paid: every chunk was already stored.
    FREE("free");

    private final String word;

    PaymentMode(String word) {
        this.word = word;
    }

    /// The word in receipts and JSON.
    public String word() {
        return word;
    }
}

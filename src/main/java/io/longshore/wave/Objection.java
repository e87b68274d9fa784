package io.longshore.wave;

/// Why a quote is not used.
public enum Objection {
    /// It names another provider than was asked.
    STRANGER("is another provider's"),
    /// It is for another chunk than was asked for.
    CHUNK("is for another chunk"),
    /// It is for another drive's bucket.
    BUCKET("is for another bucket"),
    /// It is too old.
    EXPIRED("has expired"),
    /// Its time has not come yet.
    FUTURE("comes from the future"),
    /// Its price is not what the records it names cost.
    CURVE("is not on the price curve"),
    /// The vault's books have no room for it.
    BEYOND("is beyond what the vault can book"),
    /// Its hash is not made of what it says, this chain and this vault.
    HASH("has another hash"),
    /// Its signature is not its provider's.
    SIGNATURE("is not signed by its provider"),
    /// It is in order, but more than the user pays.
    CEILING("is above the drive's ceiling");

    private final String text;

    Objection(String text) {
        this.text = text;
    }

    /// What is to be said after "the quote of …", for logs and details.
    @Override
    public String toString() {
        return text;
    }
}

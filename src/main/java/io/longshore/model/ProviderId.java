package io.longshore.model;

/// A provider of storage: the account of the key that signs its quotes and commitments.
public record ProviderId(Account account) implements Comparable<ProviderId> {
    /// Reads it from hex, with or without `0x`.
    public static ProviderId of(String hex) {
        return new ProviderId(Account.of(hex));
    }

    /// Orders as unsigned bytes, which is what breaks ties between quotes of one price.
    @Override
    public int compareTo(ProviderId other) {
        return account.compareTo(other.account);
    }

    @Override
    public String toString() {
        return account.toString();
    }
}

package io.longshore.model;

/// What one transaction is to do. Durable before anything is signed; every signed attempt at it has the same nonce and
/// calldata.
///
/// @param id its number
/// @param purpose what it is for
/// @param chain on which chain
/// @param from whose wallet
/// @param nonce the account nonce it uses
/// @param to which contract
/// @param calldata the ABI-encoded call
public record Intent(IntentId id, Purpose purpose, ChainId chain, Account from, long nonce, Account to,
        Bytes calldata) {}

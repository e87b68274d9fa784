package io.longshore.model;

/// One signed transaction for an intent. Durable before it is broadcast.
///
/// @param intent for which intent
/// @param hash the transaction's hash, known before sending
/// @param raw the signed bytes, to be sent again as they are
/// @param maxFee the EIP-1559 fee cap per gas
public record Attempt(IntentId intent, Hash hash, Bytes raw, Wei maxFee) {}

package io.longshore.model;

/// The contracts a drive is paid and anchored at.
///
/// @param vault takes payments
/// @param token what it draws
/// @param registry holds checkpoints
public record Contracts(Account vault, Account token, Account registry) {}

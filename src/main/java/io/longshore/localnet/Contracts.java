package io.longshore.localnet;

import io.longshore.model.Account;
import io.longshore.model.ChainId;

/// What a network is paid and anchored with.
///
/// @param chain on which chain
/// @param vault the payment vault
/// @param token the token it draws
/// @param registry the checkpoint registry
public record Contracts(ChainId chain, Account vault, Account token, Account registry) {}

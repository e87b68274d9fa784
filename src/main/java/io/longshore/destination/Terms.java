package io.longshore.destination;

import io.longshore.model.Account;
import io.longshore.model.BucketId;
import io.longshore.model.ChainId;

/// What every quote of a destination must agree with.
///
/// @param chain the chain that is paid on
/// @param vault the payment vault contract
/// @param token the token it draws
/// @param registry the checkpoint registry contract
/// @param bucket the drive's bucket
public record Terms(ChainId chain, Account vault, Account token, Account registry, BucketId bucket) {}

package io.longshore.chain;

import java.time.Instant;

import io.longshore.model.Hash;
import io.longshore.model.Wei;

/// A block's head.
///
/// @param number its height
/// @param hash its name; another block of the same height has another
/// @param parent the block before it
/// @param time when it was made, in whole seconds
/// @param baseFee what a unit of gas costs in it at least
public record Block(long number, Hash hash, Hash parent, Instant time, Wei baseFee) {}

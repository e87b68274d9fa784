/// The EVM chain: the ABI of the three contracts in both directions, signed transactions, JSON-RPC, fees, and the intents
/// whose outcome only the chain decides. Everything blocks; call it from a virtual thread.
@NullMarked
package io.longshore.chain;

import org.jspecify.annotations.NullMarked;

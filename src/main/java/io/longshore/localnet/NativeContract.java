package io.longshore.localnet;

import io.longshore.model.Bytes;

/// One of our contracts, written in Java: answers the same calls in the same way as its Solidity source in
/// `src/main/solidity`, which leads.
interface NativeContract {
    /// Runs a call and returns the ABI-encoded result.
    ///
    /// @throws Halt if it is refused, or its gas is used up
    Bytes call(CallFrame frame, Bytes calldata) throws Halt;
}

package io.longshore.localnet;

import java.net.URI;
import java.util.List;

import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;

/// Who runs the parts of a network: what the directory asks when it is asked. For all threads.
interface Operator {
    /// The chain's JSON-RPC endpoint.
    URI chain();

    /// Where the nodes are, in the network's order.
    List<URI> nodes();

    /// How much disk all chunks take at all nodes.
    ByteCount held() throws FailureException;

    /// Deletes all chunks and buckets at all nodes.
    void empty() throws FailureException;

    /// Gives play money to an account and returns the last transaction that brings it.
    Hash fund(Account account) throws FailureException;
}

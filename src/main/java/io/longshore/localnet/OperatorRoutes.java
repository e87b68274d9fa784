package io.longshore.localnet;

import java.io.IOException;
import java.util.Map;

/// The routes for who runs the network: how much disk a node takes, and emptying it. They are no part of the provider's
/// API, and have a token of their own. For all threads.
final class OperatorRoutes {
    private final NodeStores stores;

    OperatorRoutes(NodeStores stores) {
        this.stores = stores;
    }

    /// How much disk the chunks take.
    void usage(Exchange exchange) throws IOException {
        exchange.answer(200, Map.of("held_bytes", stores.chunks().held().value()));
    }

    /// Deletes chunks and buckets.
    void empty(Exchange exchange) throws IOException {
        stores.empty();
        exchange.answer(204);
    }
}

/// The local network: provider nodes and a simulated chain as real HTTP servers on loopback, so that everything can be
/// tried without money. It is a server: the engine reaches it by its URLs only, like any other network, and shares no more
/// with it than the formats. Request handlers run on virtual threads; what they change is guarded by one lock per part.
@NullMarked
package io.longshore.localnet;

import org.jspecify.annotations.NullMarked;

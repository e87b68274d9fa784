/// Between the engine's threads and the window's: snapshots come over at most once per pulse, orders go back on virtual
/// threads. Nothing here knows a screen.
@NullMarked
package io.longshore.app.bridge;

import org.jspecify.annotations.NullMarked;

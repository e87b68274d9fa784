/// The desktop application: the window over a [io.longshore.Longshore]. `Desk` wires the screens by constructors; each
/// screen is a package of its own, with a model that knows no node and a view in code. Everything shown is read from the
/// engine's snapshots.
@NullMarked
package io.longshore.app;

import org.jspecify.annotations.NullMarked;

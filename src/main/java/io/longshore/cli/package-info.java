/// The command line: commands as a thin layer over the façade. Results go to standard output, everything said to people
/// on the way to standard error. A command's work runs on a virtual thread while the main thread waits for it or for a
/// signal; whichever comes first closes the engine.
@NullMarked
package io.longshore.cli;

import org.jspecify.annotations.NullMarked;

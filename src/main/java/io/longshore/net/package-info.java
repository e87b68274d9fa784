/// HTTP to other parties: one client with bounded time and bounded answers, deadlines, and the pause before another try.
/// What goes wrong leaves here as a kind of [io.longshore.model.Failure]; nothing here retries.
@NullMarked
package io.longshore.net;

import org.jspecify.annotations.NullMarked;

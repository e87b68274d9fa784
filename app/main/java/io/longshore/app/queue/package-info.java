/// The uploads: what is on the way, how far it is in real chunks, what it cost, and what can be done about it.
@NullMarked
package io.longshore.app.queue;

import org.jspecify.annotations.NullMarked;

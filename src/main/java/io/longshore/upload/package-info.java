/// The state machine that drives one upload, and the road that drives them all: stages on virtual threads with bounded
/// hand-over, every step of which starts from what is durable and leaves behind what the next start needs.
@NullMarked
package io.longshore.upload;

import org.jspecify.annotations.NullMarked;

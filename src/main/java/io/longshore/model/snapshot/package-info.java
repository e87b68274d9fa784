/// What a front end is shown: immutable pictures of the engine, made at most once per pulse.
@NullMarked
package io.longshore.model.snapshot;

import org.jspecify.annotations.NullMarked;

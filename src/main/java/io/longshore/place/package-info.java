/// Sending sealed chunks to providers: to all at once, done at a majority, the others repaired later; how providers fare;
/// how many bytes may be in flight.
@NullMarked
package io.longshore.place;

import org.jspecify.annotations.NullMarked;

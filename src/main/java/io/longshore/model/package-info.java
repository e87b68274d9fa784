/// Records and sealed types: the words of the field, without I/O. Everything here is immutable and may be shared between
/// threads; it depends on nothing of ours.
@NullMarked
package io.longshore.model;

import org.jspecify.annotations.NullMarked;

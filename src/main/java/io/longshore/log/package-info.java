/// The log of a data folder: what happened, for whoever looks into a problem. Secrets never reach it.
@NullMarked
package io.longshore.log;

import org.jspecify.annotations.NullMarked;

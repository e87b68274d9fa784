/// The engine as a front end sees it.
@NullMarked
package io.longshore;

import org.jspecify.annotations.NullMarked;

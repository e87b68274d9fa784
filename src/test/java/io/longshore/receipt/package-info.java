@NullMarked
package io.longshore.receipt;

import org.jspecify.annotations.NullMarked;

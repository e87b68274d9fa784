@NullMarked
package io.longshore.chain;

import org.jspecify.annotations.NullMarked;

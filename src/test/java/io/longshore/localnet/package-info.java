@NullMarked
package io.longshore.localnet;

import org.jspecify.annotations.NullMarked;

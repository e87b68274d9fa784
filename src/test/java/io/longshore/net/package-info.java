@NullMarked
package io.longshore.net;

import org.jspecify.annotations.NullMarked;

/// The rules by which waves are cut, priced and agreed on: pure functions over values, without network, clock or disk.
@NullMarked
package io.longshore.wave;

import org.jspecify.annotations.NullMarked;

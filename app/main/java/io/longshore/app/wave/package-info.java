/// The waves: what was priced, paid and placed together, with cost, gas and transaction.
@NullMarked
package io.longshore.app.wave;

import org.jspecify.annotations.NullMarked;

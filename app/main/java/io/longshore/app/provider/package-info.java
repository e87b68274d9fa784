/// The providers: how each of them fares and how far it has committed.
@NullMarked
package io.longshore.app.provider;

import org.jspecify.annotations.NullMarked;

/// Small controls that more than one screen uses. Each says by word and shape what it says by colour.
@NullMarked
package io.longshore.app.control;

import org.jspecify.annotations.NullMarked;

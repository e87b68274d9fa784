/// How files come in: dropped on the window or chosen in a dialog.
@NullMarked
package io.longshore.app.drop;

import org.jspecify.annotations.NullMarked;

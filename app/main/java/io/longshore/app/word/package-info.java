/// The words of the window, in English and German, and how amounts, bytes and counts are written.
@NullMarked
package io.longshore.app.word;

import org.jspecify.annotations.NullMarked;

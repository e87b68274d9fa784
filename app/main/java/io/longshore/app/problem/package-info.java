/// What went wrong, in words: a sentence, advice, and a stable code.
@NullMarked
package io.longshore.app.problem;

import org.jspecify.annotations.NullMarked;

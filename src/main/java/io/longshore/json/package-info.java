/// JSON as everything here reads and writes it (`src/docs/format.md`, head): one mapper with one set of rules.
@NullMarked
package io.longshore.json;

import org.jspecify.annotations.NullMarked;

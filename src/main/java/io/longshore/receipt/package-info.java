/// The journal as evidence for others: exports of it, their verification by whoever gets one, and signatures of people who
/// verified one (`src/docs/format.md` 6); and proofs that a checkpoint covers a file (7). It reads the format on its own, with nothing of what wrote it.
@NullMarked
package io.longshore.receipt;

import org.jspecify.annotations.NullMarked;

/// What client, provider and chain must compute alike: hashes, Merkle trees, mountain ranges, digests, signatures and
/// the price curve (`src/docs/format.md` 3). Pure functions without I/O, safe on any thread unless a class says otherwise.
@NullMarked
package io.longshore.proof;

import org.jspecify.annotations.NullMarked;

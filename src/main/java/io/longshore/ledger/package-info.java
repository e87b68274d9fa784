/// What must outlive this program, in two parts. The journal is the truth for plans, money and the order of leaves: lines in
/// a file, each chained to the one before it by its hash, forced before the effect they permit. The H2 database is its
/// projection, which everything reads, and the home of what may be lost and found again. One thread of the ledger's own does
/// all the work on both and is never interrupted, because an interrupt in a file operation closes the database for everybody;
/// callers on any thread wait for its answer, and keep their interrupt for later.
@NullMarked
package io.longshore.ledger;

import org.jspecify.annotations.NullMarked;

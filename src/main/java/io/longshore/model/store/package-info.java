/// What the stages need to be durable, as interfaces that the ledger fulfils. Every method may be called from any thread
/// and returns when what it says is so: a method that says *forced* returns after the journal record is on disk.
/// A failing disk surfaces as a [io.longshore.model.FailureException] with a `LocalFailure`; nothing happened then.
@NullMarked
package io.longshore.model.store;

import org.jspecify.annotations.NullMarked;

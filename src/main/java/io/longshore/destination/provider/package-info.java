/// A network of providers, each reached over HTTP by the routes of `src/docs/format.md` section 3, and the directory that
/// describes it. What a provider says is checked where that needs nothing but the answer: shape, ids, content hashes;
/// signatures and roots are the caller's to verify.
@NullMarked
package io.longshore.destination.provider;

import org.jspecify.annotations.NullMarked;

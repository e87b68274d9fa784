/// The first pass over a source: what it is, how it is cut, and per chunk its nonce, tag and address, all of which are
/// durable before a sealed byte leaves; then the table pages and root object that lead to the chunks. A plan is the same
/// whether it was made in one go or resumed at any chunk.
@NullMarked
package io.longshore.plan;

import org.jspecify.annotations.NullMarked;

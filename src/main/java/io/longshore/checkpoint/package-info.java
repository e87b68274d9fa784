/// Leaves committed at every provider in one order, commitments verified against our own MMR, and checkpoints that only
/// ever say what this installation knows to be true.
@NullMarked
package io.longshore.checkpoint;

import org.jspecify.annotations.NullMarked;

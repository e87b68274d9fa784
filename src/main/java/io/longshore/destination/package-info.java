/// What can hold sealed chunks: the interface that the stages speak to. Kinds of destination live in packages beneath, and
/// never see each other. Optional powers are optional objects, not flags.
@NullMarked
package io.longshore.destination;

import org.jspecify.annotations.NullMarked;

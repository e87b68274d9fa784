/// Words for people: what a failure, a state, an amount reads like, in each language we speak. Front ends take their
/// sentences from here, so that the window and the command line say the same; nothing here is parsed by a program.
@NullMarked
package io.longshore.text;

import org.jspecify.annotations.NullMarked;

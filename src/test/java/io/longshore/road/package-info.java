/// The whole road with real processes: the command line, the local network's parts, kills and big files, judged by what
/// lies on disks and on the chain.
@NullMarked
package io.longshore.road;

import org.jspecify.annotations.NullMarked;

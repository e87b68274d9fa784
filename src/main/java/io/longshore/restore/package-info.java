/// The way back: from a handle to a file or folder on disk. Whatever comes from a provider or out of a sealed file is
/// taken for hostile until it is checked: addresses, seals, counts, names. Nothing stands under its final name before
/// the whole of it is checked and forced.
@NullMarked
package io.longshore.restore;

import org.jspecify.annotations.NullMarked;

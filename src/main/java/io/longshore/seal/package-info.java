/// Keys and the sealed-file format (`src/docs/format.md` 1 and 2): vault and wallet, chunks, tables, root and group
/// objects. No class here opens a connection; only the vault's and the wallet's own files touch the disk. Key types print
/// as `[hidden]` and are wiped by their owner.
@NullMarked
package io.longshore.seal;

import org.jspecify.annotations.NullMarked;

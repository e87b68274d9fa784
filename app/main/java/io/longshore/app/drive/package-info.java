/// The drive that files go to, and what is plain about it: whose money, which wallet, whether the vault is sealed.
@NullMarked
package io.longshore.app.drive;

import org.jspecify.annotations.NullMarked;

/** Values that several services share. No framework, no I/O. */
@NullMarked
package io.warbler.kernel;

import org.jspecify.annotations.NullMarked;

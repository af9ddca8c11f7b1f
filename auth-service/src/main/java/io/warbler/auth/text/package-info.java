/** Texts that people read: what they may consist of. */
@NullMarked
package io.warbler.auth.text;

import org.jspecify.annotations.NullMarked;

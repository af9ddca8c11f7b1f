/** Groups as a client sees them: what they are, who is in them, and what happens in them. */
@NullMarked
package io.warbler.sdk.group;

import org.jspecify.annotations.NullMarked;

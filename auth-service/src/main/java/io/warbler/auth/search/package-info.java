/** Finding users by the beginning of their name. */
@NullMarked
package io.warbler.auth.search;

import org.jspecify.annotations.NullMarked;

/// Pages of lists, and where the next one begins.
@NullMarked
package io.warbler.friend.page;

import org.jspecify.annotations.NullMarked;

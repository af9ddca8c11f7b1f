/// Friends: list, remove, and the answers to other services.
@NullMarked
package io.warbler.friend.friendship;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.warbler.friend.relation;

import org.jspecify.annotations.NullMarked;

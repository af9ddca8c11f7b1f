@NullMarked
package io.warbler.friend.policy;

import org.jspecify.annotations.NullMarked;

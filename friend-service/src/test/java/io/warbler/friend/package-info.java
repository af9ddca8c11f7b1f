@NullMarked
package io.warbler.friend;

import org.jspecify.annotations.NullMarked;

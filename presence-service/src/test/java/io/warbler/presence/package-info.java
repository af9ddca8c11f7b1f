@NullMarked
package io.warbler.presence;

import org.jspecify.annotations.NullMarked;

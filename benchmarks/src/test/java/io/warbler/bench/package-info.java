@NullMarked
package io.warbler.bench;

import org.jspecify.annotations.NullMarked;

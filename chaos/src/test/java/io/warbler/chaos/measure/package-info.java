/// Tests of measuring.
@NullMarked
package io.warbler.chaos.measure;

import org.jspecify.annotations.NullMarked;

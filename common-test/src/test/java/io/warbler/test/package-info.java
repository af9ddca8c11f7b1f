/// Tests of the test kit.
@NullMarked
package io.warbler.test;

import org.jspecify.annotations.NullMarked;

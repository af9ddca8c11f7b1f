/// Tests of the checker: histories by hand, drawn ones, and mutations of them.
@NullMarked
package io.warbler.chaos.check;

import org.jspecify.annotations.NullMarked;

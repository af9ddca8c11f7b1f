/// The rules that every module's `ArchitectureTest` checks: structure, habits and words.
@NullMarked
package io.warbler.test.architecture;

import org.jspecify.annotations.NullMarked;

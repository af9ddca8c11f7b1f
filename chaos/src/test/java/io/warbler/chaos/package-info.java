/// The rules for the module.
@NullMarked
package io.warbler.chaos;

import org.jspecify.annotations.NullMarked;

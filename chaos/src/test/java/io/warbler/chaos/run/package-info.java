/// The profile that CI runs.
@NullMarked
package io.warbler.chaos.run;

import org.jspecify.annotations.NullMarked;

/// Tests of the migrator's pure parts.
@NullMarked
package io.warbler.migrator;

import org.jspecify.annotations.NullMarked;

/// Tests of the migrator on real servers; they live here because local-stack runs those.
@NullMarked
package io.warbler.migrator;

import org.jspecify.annotations.NullMarked;

/// Tests of the backup on real servers; they live here because local-stack runs those.
@NullMarked
package io.warbler.backup;

import org.jspecify.annotations.NullMarked;

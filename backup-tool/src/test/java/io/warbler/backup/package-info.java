/// Tests of the pure parts; backups of real servers are in integration-tests.
@NullMarked
package io.warbler.backup;

import org.jspecify.annotations.NullMarked;

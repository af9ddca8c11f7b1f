/// The one process that creates keyspaces, tables and topics; also callable by tests.
@NullMarked
package io.warbler.migrator;

import org.jspecify.annotations.NullMarked;

/// Backups of Cassandra from which the log can go on.
@org.jspecify.annotations.NullMarked
package io.warbler.backup;

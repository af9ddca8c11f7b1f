/// Sends that wait for their time: kept outside the log, and sent like any other when they are due.
@NullMarked
package io.warbler.message.schedule;

import org.jspecify.annotations.NullMarked;

/// What the clients of a run did, were told and were shown, and what was read at its end: the evidence.
@NullMarked
package io.warbler.chaos.history;

import org.jspecify.annotations.NullMarked;

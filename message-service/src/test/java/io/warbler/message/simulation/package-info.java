/// The whole path of a message as one deterministic program: the real core between models of the log, the stores, the
/// gateways and the clients, run through schedules that a seed draws (docs/adr/0021).
@NullMarked
package io.warbler.message.simulation;

import org.jspecify.annotations.NullMarked;

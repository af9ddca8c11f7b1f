package io.warbler.chaos.measure;

/// One second of a run.
///
/// @param second since the run began
/// @param acked  sends that were acked in it
/// @param p50    of the time from invocation to ack of these, in milliseconds
/// @param p99    the same
public record Second(int second, int acked, double p50, double p99) {}

package io.warbler.chaos.history;

/// A fault from its injection until everything was healthy again; times as in [TraceLine].
///
/// @param kind      for example `kill`
/// @param target    for example `message-1`
/// @param effectAt  when it was seen to have taken effect
/// @param healedAt  when its cause was taken away
/// @param healthyAt when every process said that it is ready
public record FaultSpan(String kind, String target, long injectedAt, long effectAt, long healedAt, long healthyAt) {}

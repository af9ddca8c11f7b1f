package io.warbler.gateway.presence;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Presence (`warbler.gateway.presence.*`).
///
/// @param answerWithin  how long presence-service may take
/// @param reportEvery   how often users who came, left or went away are reported
/// @param maxUnreported departures kept while presence-service is away; beyond, the oldest are forgotten
/// @param lookEvery     how often this node looks which gateways are alive
/// @param missingFor    how long a gateway that Redis has no trace of may take to announce itself again after a flush
/// @param watchEvery    how often one connection may replace its watch list, sustained; sooner: RATE_LIMITED
/// @param watchBurst    watch lists that a connection may replace at once
public record PresenceProperties(
        @DefaultValue("3s") Duration answerWithin,
        @DefaultValue("100ms") Duration reportEvery,
        @DefaultValue("100000") int maxUnreported,
        @DefaultValue("500ms") Duration lookEvery,
        @DefaultValue("5s") Duration missingFor,
        @DefaultValue("1s") Duration watchEvery,
        @DefaultValue("5") int watchBurst) {}

package io.warbler.gateway.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Leaving (`warbler.gateway.drain.*`).
///
/// @param spread clients are asked to reconnect at random times within this span, so that they do not arrive all at
/// once
/// @param grace  how long connections with unanswered requests are waited for beyond that
public record DrainProperties(
        @DefaultValue("2s") Duration spread,
        @DefaultValue("5s") Duration grace) {}

package io.warbler.gateway.typing;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Typing (`warbler.gateway.typing.*`).
///
/// @param atMostEvery shortest time between two signals of one connection; sooner: RATE_LIMITED
public record TypingProperties(@DefaultValue("500ms") Duration atMostEvery) {}

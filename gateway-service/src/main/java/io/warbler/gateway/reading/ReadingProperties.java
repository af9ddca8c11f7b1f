package io.warbler.gateway.reading;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Reads through message-service (`warbler.gateway.reading.*`).
///
/// @param answerWithin how long a read may take, both tries together
public record ReadingProperties(@DefaultValue("5s") Duration answerWithin) {}

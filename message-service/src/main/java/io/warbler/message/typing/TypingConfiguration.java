package io.warbler.message.typing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Wires the settings.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TypingProperties.class)
class TypingConfiguration {}

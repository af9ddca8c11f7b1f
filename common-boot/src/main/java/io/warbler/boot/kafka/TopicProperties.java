package io.warbler.boot.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the topics.
///
/// @param topicPrefix set before the name of each topic, so that deployments can share a cluster
@ConfigurationProperties(prefix = "warbler.kafka", ignoreUnknownFields = false)
public record TopicProperties(@DefaultValue("warbler.") String topicPrefix) {}

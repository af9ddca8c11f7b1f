package io.warbler.test.architecture.seeded.words;

import org.apache.kafka.clients.admin.NewTopic;

/// A topic of Kafka's, which is fine.
record TopicNames(NewTopic topic) {}

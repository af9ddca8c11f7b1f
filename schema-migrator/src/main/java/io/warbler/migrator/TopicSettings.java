package io.warbler.migrator;

import java.util.HashMap;
import java.util.Map;

/// What is not Kafka's default, per topic.
final class TopicSettings {

    private TopicSettings() {}

    /// The log stamps its own time, for row times follow from it; a lost store can be rebuilt from it for a week.
    static Map<String, String> log(int copies) {
        return settings(copies, 7 * 24 * 3_600_000L, 64 << 20, "message.timestamp.type", "LogAppendTime");
    }

    /// Deliveries that nobody fetched in ten minutes are found by sync.
    static Map<String, String> delivery(int copies) {
        return settings(copies, 600_000L, 16 << 20, "segment.ms", "120000");
    }

    /// Typing and marks are worthless after a minute.
    static Map<String, String> signals(int copies) {
        return settings(copies, 60_000L, 8 << 20, "segment.ms", "60000");
    }

    /// An access token lives ten minutes, so a gateway needs what was revoked in the last quarter of an hour.
    static Map<String, String> revocations(int copies) {
        return settings(copies, 3_600_000L, 8 << 20, "segment.ms", "1800000");
    }

    private static Map<String, String> settings(
            int copies, long retentionMillis, int segmentBytes, String key, String value) {
        Map<String, String> settings = new HashMap<>();
        settings.put("cleanup.policy", "delete");
        settings.put("retention.ms", Long.toString(retentionMillis));
        settings.put("segment.bytes", Integer.toString(segmentBytes));
        settings.put("max.message.bytes", "1048576");
        settings.put("unclean.leader.election.enable", "false");
        settings.put("min.insync.replicas", copies >= 3 ? "2" : "1");
        settings.put(key, value);
        return Map.copyOf(settings);
    }
}

package io.warbler.migrator;

/// Numbers that may not change once a cluster has data.
public record TopicLayout(int logPartitions, int deliveryPartitions, int signalPartitions, int replicationFactor) {

    /// Slots of the log; conversations keep their slot for ever.
    public static final int SLOT_COUNT = 1024;

    /// One machine.
    public static final TopicLayout LOCAL = new TopicLayout(16, 8, 16, 1);

    public TopicLayout {
        if (logPartitions < 1 || SLOT_COUNT % logPartitions != 0) {
            throw new IllegalArgumentException(
                    "logPartitions: " + logPartitions + " (expected: a divisor of " + SLOT_COUNT + ")");
        }
        requirePositive("deliveryPartitions", deliveryPartitions);
        requirePositive("signalPartitions", signalPartitions);
        requirePositive("replicationFactor", replicationFactor);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}

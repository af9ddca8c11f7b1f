package io.warbler.kernel;

import java.nio.charset.StandardCharsets;

/// How conversations are laid on partitions of the log: 1,024 slots, slot mod partitions.
///
/// Stored once in `log_layout`; a node that disagrees with it does not start.
public record LogLayout(int slotCount, int partitionCount) {

    public LogLayout {
        if (slotCount < 1 || partitionCount < 1 || slotCount % partitionCount != 0) {
            throw new IllegalArgumentException("layout: " + slotCount + " slots, " + partitionCount
                    + " partitions (expected: slots a multiple of partitions)");
        }
    }

    /// The slot of a conversation.
    public int slotOf(ConversationId conversation) {
        return Murmur2.positiveHash(conversation.value().getBytes(StandardCharsets.UTF_8)) % slotCount;
    }

    /// The log partition of a conversation.
    public int partitionOf(ConversationId conversation) {
        return slotOf(conversation) % partitionCount;
    }

    /// The delivery partition of a gateway node.
    public static int deliveryPartitionOf(String node, int deliveryPartitionCount) {
        return Murmur2.positiveHash(node.getBytes(StandardCharsets.UTF_8)) % deliveryPartitionCount;
    }
}

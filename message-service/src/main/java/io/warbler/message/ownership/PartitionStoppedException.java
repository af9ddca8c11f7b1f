package io.warbler.message.ownership;

/// A partition cannot be decided any further by this node. It is given up; others go on.
class PartitionStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int partition;

    PartitionStoppedException(int partition, String message) {
        super(message);
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    /// Whether the cause may pass while this node runs.
    boolean mayPass() {
        return false;
    }
}

package io.warbler.message.ownership;

/// Another owner opened the partition after this one. What this one still tells could be more than the other
/// knows, whose cache would then show less than was acked: so it tells nothing.
final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int partition;

    OvertakenException(int partition) {
        super("log partition " + partition + " was opened by another node (expected: by this one last)");
        this.partition = partition;
    }

    int partition() {
        return partition;
    }
}

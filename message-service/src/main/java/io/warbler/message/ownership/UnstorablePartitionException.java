package io.warbler.message.ownership;

import io.warbler.message.storage.StoreRefusesException;

/// The store refuses rows of a partition that it has to take.
final class UnstorablePartitionException extends PartitionStoppedException {

    private static final long serialVersionUID = 1L;

    UnstorablePartitionException(int partition, StoreRefusesException cause) {
        super(partition, String.valueOf(cause.getMessage()));
        initCause(cause);
    }

    @Override
    boolean mayPass() {
        return true;
    }
}

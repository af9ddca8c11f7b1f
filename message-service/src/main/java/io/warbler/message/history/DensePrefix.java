package io.warbler.message.history;

import io.warbler.proto.client.v1.Message;
import java.util.ArrayList;
import java.util.List;

/// Cuts what is not known to be without a hole: rows are written in parallel, so one may stand above a missing one.
final class DensePrefix {

    private DensePrefix() {}

    /// The messages from the given ordinal on, until the first one is missing. `messages` rise by ordinal.
    static List<Message> from(long first, List<Message> messages) {
        List<Message> dense = new ArrayList<>();
        long next = first;
        for (Message message : messages) {
            if (message.getOrdinal() != next) {
                return dense;
            }
            dense.add(message);
            next++;
        }
        return dense;
    }
}

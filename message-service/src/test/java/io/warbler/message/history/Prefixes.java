package io.warbler.message.history;

import io.warbler.kernel.Position;
import io.warbler.proto.client.v1.Message;
import java.util.List;

/// What readers of the product cut and trust, for tests of other packages.
public final class Prefixes {

    private Prefixes() {}

    /// See [DensePrefix].
    public static List<Message> dense(long first, List<Message> messages) {
        return DensePrefix.from(first, messages);
    }

    /// See [PartitionView].
    public static boolean isComplete(PartitionView view, Position position) {
        return view.isComplete(position);
    }
}

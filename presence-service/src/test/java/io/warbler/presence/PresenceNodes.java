package io.warbler.presence;

import io.warbler.test.StackConnection;
import java.util.Map;

/// Two nodes for all test classes: the first asks for lists of friends each time, the second keeps them for a second.
/// Both tell changes after a short time.
record PresenceNodes(PresenceNode first, PresenceNode second) implements AutoCloseable {

    static final int WINDOW_MILLIS = 100;

    static PresenceNodes of(StackConnection stack) {
        return stack.shared(PresenceNodes.class, PresenceNodes::start);
    }

    private static PresenceNodes start(StackConnection stack) {
        String window = WINDOW_MILLIS + "ms";
        return new PresenceNodes(
                new PresenceNode(stack, Map.of("warbler.presence.tell-after", window)),
                new PresenceNode(
                        stack,
                        Map.of("warbler.presence.tell-after", window, "warbler.presence.friends-max-age", "1s")));
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}

package io.warbler.sdk;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each member is known to have read and received. Two receipts may come in another order than the marker moved,
 * for two nodes may have moved it; a marker never goes back, so only what lies further is told.
 */
final class ToldMarkers {

    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Long> delivered = new HashMap<>();

    /** Whether the user has read further than was told before. */
    boolean readsOn(String user, long seq) {
        return rises(read, user, seq);
    }

    /** Whether the user has received more than was told before. */
    boolean receivesMore(String user, long seq) {
        return rises(delivered, user, seq);
    }

    private static boolean rises(Map<String, Long> markers, String user, long seq) {
        boolean further = seq > markers.getOrDefault(user, 0L);
        if (further) {
            markers.put(user, seq);
        }
        return further;
    }
}

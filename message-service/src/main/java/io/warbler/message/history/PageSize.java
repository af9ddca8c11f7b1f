package io.warbler.message.history;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Message;
import java.util.List;

/// Bounds pages in what they count, and in bytes: a hundred full bodies would not fit into any frame.
public final class PageSize {

    /// A response with messages has about this size at most; one message always fits.
    public static final int MAX_BYTES = 256 * 1_024;

    private static final int DEFAULT_COUNT = 50;

    private PageSize() {}

    /// How many a page has at most that was asked for with this limit; 0 means the default.
    public static int count(int limit) {
        return count(limit, DEFAULT_COUNT);
    }

    /// The same with another default.
    public static int count(int limit, int defaultCount) {
        if (limit < 0 || limit > Limits.MAX_PAGE_SIZE) {
            throw ReadErrors.fieldInvalid("limit: " + Integer.toUnsignedString(limit) + " (expected: 1 to "
                    + Limits.MAX_PAGE_SIZE + ", or 0)");
        }
        return limit == 0 ? defaultCount : limit;
    }

    /// The first ones that fit.
    static List<Message> first(List<Message> messages) {
        int count = 0;
        long bytes = 0;
        while (count < messages.size() && (count == 0 || bytes + size(messages.get(count)) <= MAX_BYTES)) {
            bytes += size(messages.get(count));
            count++;
        }
        return messages.subList(0, count);
    }

    /// The last ones that fit.
    static List<Message> last(List<Message> messages) {
        return last(messages, MAX_BYTES);
    }

    /// The last ones that fit into so many bytes; one at least.
    public static List<Message> last(List<Message> messages, int maxBytes) {
        int from = messages.size();
        long bytes = 0;
        while (from > 0 && (from == messages.size() || bytes + size(messages.get(from - 1)) <= maxBytes)) {
            from--;
            bytes += size(messages.get(from));
        }
        return messages.subList(from, messages.size());
    }

    private static int size(Message message) {
        return message.getSerializedSize();
    }
}

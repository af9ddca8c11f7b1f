package io.warbler.message.inbox;

import com.google.protobuf.ByteString;
import io.warbler.kernel.UserId;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReadErrors;
import io.warbler.proto.client.v1.Inbox;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.client.v1.InboxSection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Lists a user's conversations in the order of [InboxPlace]. Blocks; call on a virtual thread.
///
/// A conversation that becomes active between two pages moves to the front: the next page does not show it
/// again, the first page and live frames do.
@Component
public class InboxReader {

    private final StandingReader standings;
    private final PartitionViews partitions;

    InboxReader(StandingReader standings, PartitionViews partitions) {
        this.standings = standings;
        this.partitions = partitions;
    }

    /// One page after `cursor` (empty: the first), `limit` entries and [PageSize#MAX_BYTES] at most; `section` is
    /// unspecified for what is pinned and listed.
    public Inbox read(UserId user, InboxSection section, int limit, ByteString cursor) {
        if (section == InboxSection.UNRECOGNIZED) {
            throw ReadErrors.fieldInvalid("section (expected: an InboxSection)");
        }
        Optional<InboxPlace> last = cursor.isEmpty() ? Optional.empty() : Optional.of(InboxCursor.decode(cursor));
        List<Standing> rest = standings.read(user, partitions.all()).stream()
                .filter(it -> isIn(section, it.section()))
                .filter(it -> last.isEmpty() || InboxPlace.of(it).isAfter(last.get()))
                .sorted(Comparator.comparing(InboxPlace::of))
                .toList();
        return page(rest, limit);
    }

    private static boolean isIn(InboxSection wanted, InboxSection section) {
        return switch (wanted) {
            case INBOX_SECTION_UNSPECIFIED ->
                section == InboxSection.INBOX_SECTION_PINNED || section == InboxSection.INBOX_SECTION_LISTED;
            case INBOX_SECTION_LISTED,
                    INBOX_SECTION_PINNED,
                    INBOX_SECTION_ARCHIVED,
                    INBOX_SECTION_HIDDEN,
                    UNRECOGNIZED -> section == wanted;
        };
    }

    private Inbox page(List<Standing> rest, int limit) {
        var page = Inbox.newBuilder();
        List<Standing> told = standings.confirm(rest.stream().limit(limit).toList());
        long bytes = 0;
        int count = 0;
        while (count < told.size()) {
            InboxEntry entry = told.get(count).entry();
            bytes += entry.getSerializedSize();
            if (count > 0 && bytes > PageSize.MAX_BYTES) {
                break;
            }
            page.addEntries(entry);
            count++;
        }
        boolean isCut = count < told.size();
        if (isCut || rest.size() > limit) {
            // by the place that was read first: one who was removed meanwhile is not shown again
            String last = isCut
                    ? told.get(count - 1).membership().conversation().value()
                    : rest.get(limit - 1).membership().conversation().value();
            page.setNext(InboxCursor.encode(placeOf(rest, last)));
        }
        return page.build();
    }

    private static InboxPlace placeOf(List<Standing> rest, String conversation) {
        return rest.stream()
                .filter(it -> it.membership().conversation().value().equals(conversation))
                .findFirst()
                .map(InboxPlace::of)
                .orElseThrow();
    }
}

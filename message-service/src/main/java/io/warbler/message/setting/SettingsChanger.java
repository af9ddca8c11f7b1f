package io.warbler.message.setting;

import io.warbler.boot.delivery.SignalPublisher;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.history.HeadReader;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.setting.Settings.Mute;
import io.warbler.message.setting.Settings.Shelf;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Changes what a user has set for a conversation and tells the user's other connections, in this order; nobody else
/// ever hears of it. Blocks; call on a virtual thread.
///
/// A value's time is that of this node, but always later than that of the value that it replaces: who changes what they
/// have seen wins, whatever the clocks say. What is set already keeps its time, so repeating a request is safe and a
/// conversation that is pinned again keeps its place.
@Component
public class SettingsChanger {

    private final Memberships memberships;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final SettingRows rows;
    private final SignalPublisher signals;
    private final Clock clock;

    SettingsChanger(
            Memberships memberships,
            PartitionViews partitions,
            HeadReader heads,
            SettingRows rows,
            SignalPublisher signals,
            Clock clock) {
        this.memberships = memberships;
        this.partitions = partitions;
        this.heads = heads;
        this.rows = rows;
        this.signals = signals;
        this.clock = clock;
    }

    /// Changes some; `origin` is the connection that asked and is not told.
    public ConversationSettings change(UserId user, ChangeSettings asked, Origin origin) {
        ConversationId conversation = ReadErrors.conversation(asked.getConversation());
        check(asked);
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        Settings before = rows.find(user, conversation).toCompletableFuture().join();
        Mute mute = mute(before.mute(), asked);
        Shelf shelf = shelf(before.shelf(), membership, asked);
        if (!mute.equals(before.mute())) {
            rows.write(user, conversation, mute);
        }
        if (!shelf.equals(before.shelf())) {
            rows.write(user, conversation, shelf);
        }
        Settings after = new Settings(mute, shelf);
        ConversationSettings told = after.toProto(conversation);
        if (!after.equals(before)) {
            signals.tellOthersOf(
                    user, ServerFrame.newBuilder().setConversationSettings(told).build(), origin);
        }
        return told;
    }

    private void check(ChangeSettings asked) {
        boolean isOfSection = asked.getSection() != InboxSection.INBOX_SECTION_UNSPECIFIED;
        if (asked.getSection() == InboxSection.UNRECOGNIZED) {
            throw ReadErrors.fieldInvalid("section (expected: an InboxSection)");
        }
        if (!asked.hasMutedUntilMs() && !isOfSection) {
            throw ReadErrors.fieldInvalid("muted_until_ms, section (expected: at least one of them)");
        }
        if (asked.getSeq() < 0) {
            throw ReadErrors.fieldInvalid("seq (expected: a seq, below 2^63)");
        }
        long until = asked.getMutedUntilMs();
        if (until != 0 && (until <= clock.millis() || until > Limits.MUTED_FOR_GOOD_MS)) {
            throw ReadErrors.fieldInvalid("muted_until_ms: " + Long.toUnsignedString(until)
                    + " (expected: a time to come, milliseconds since the Unix epoch, 0: not any more, or "
                    + Limits.MUTED_FOR_GOOD_MS + ": for good)");
        }
    }

    private Mute mute(Mute before, ChangeSettings asked) {
        return !asked.hasMutedUntilMs() || before.isSameAs(asked.getMutedUntilMs())
                ? before
                : new Mute(asked.getMutedUntilMs(), after(before.updatedAtMs()));
    }

    private Shelf shelf(Shelf before, Membership membership, ChangeSettings asked) {
        InboxSection section = asked.getSection();
        if (section == InboxSection.INBOX_SECTION_UNSPECIFIED) {
            return before;
        }
        long seq = seq(membership, asked);
        if (before.isSameAs(section, seq)) {
            return before;
        }
        if (section == InboxSection.INBOX_SECTION_PINNED) {
            checkRoom(membership.user());
        }
        return new Shelf(section, seq, after(before.updatedAtMs()));
    }

    /// What the user saw of a conversation that they put away, clamped to what is there.
    private long seq(Membership membership, ChangeSettings asked) {
        return switch (asked.getSection()) {
            case INBOX_SECTION_ARCHIVED, INBOX_SECTION_HIDDEN -> {
                var head = heads.readAtLeast(membership, partitions.of(membership.conversation()), asked.getSeq())
                        .orElseThrow(ReadErrors::conversationUnknown);
                yield asked.getSeq() == 0 ? head.getSeq() : Math.min(asked.getSeq(), head.getSeq());
            }
            case INBOX_SECTION_LISTED, INBOX_SECTION_PINNED, INBOX_SECTION_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }

    /// Two devices at the same moment may pin one more: nothing depends on the limit being exact.
    private void checkRoom(UserId user) {
        long pinned = rows.ofUser(user).toCompletableFuture().join().values().stream()
                .filter(it -> it.shelf().section() == InboxSection.INBOX_SECTION_PINNED)
                .count();
        if (pinned >= Limits.MAX_PINNED_CONVERSATIONS) {
            throw new ApiException(
                    ErrorCode.PINNED_CONVERSATION_LIMIT_REACHED.name(),
                    ErrorCategory.CONFLICT,
                    "The user has pinned " + pinned + " conversations (expected: less than "
                            + Limits.MAX_PINNED_CONVERSATIONS + ").");
        }
    }

    private long after(long updatedAtMs) {
        return Math.max(clock.millis(), updatedAtMs + 1);
    }
}

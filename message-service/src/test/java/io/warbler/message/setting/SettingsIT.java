package io.warbler.message.setting;

import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_ARCHIVED;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_HIDDEN;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_LISTED;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_PINNED;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.message.setting.Settings.Mute;
import io.warbler.message.setting.Settings.Shelf;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.proto.client.v1.ReadInbox;
import io.warbler.proto.client.v1.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsIT extends SharedEdge {

    @Test
    void aMuteLeavesUnreadAloneAndEmptiesTheBadge() {
        var conversation = said(3);
        var reader = new Reading(harness, conversation.high());

        var muted =
                reader.set(conversation.id(), mute(Limits.MUTED_FOR_GOOD_MS)).getSettings();

        assertThat(entry(conversation).getSettings()).isEqualTo(muted);
        assertThat(entry(conversation).getUnreadCount()).isEqualTo(3);
        assertThat(entry(conversation).getBadgeCount()).isZero();
        reader.set(conversation.id(), mute(0));
        assertThat(entry(conversation).getBadgeCount()).isEqualTo(3);
    }

    @Test
    void whatIsPutAwayComesBackWithTheNextMessage() {
        for (InboxSection section : List.of(INBOX_SECTION_ARCHIVED, INBOX_SECTION_HIDDEN)) {
            var conversation = said(2);
            var reader = new Reading(harness, conversation.high());

            var set = reader.set(conversation.id(), put(section)).getSettings();

            assertThat(set.getSectionSeq()).isEqualTo(2);
            assertThat(inbox(conversation.high(), INBOX_SECTION_UNSPECIFIED)).isEmpty();
            assertThat(inbox(conversation.high(), section)).singleElement().satisfies(it -> {
                assertThat(it.getSection()).isEqualTo(section);
                assertThat(it.getBadgeCount()).isZero();
                assertThat(it.getUnreadCount()).isEqualTo(2);
            });
            conversation.say(conversation.low(), 1).store().checkpoint();
            assertThat(inbox(conversation.high(), section)).isEmpty();
            assertThat(entry(conversation).getSection()).isEqualTo(INBOX_SECTION_LISTED);
            assertThat(entry(conversation).getBadgeCount()).isEqualTo(3);
            assertThat(entry(conversation).getSettings()).isEqualTo(set);
        }
    }

    @Test
    void aMessageThatTheUserHadNotSeenBringsItBack() {
        var conversation = said(3);
        var reader = new Reading(harness, conversation.high());

        reader.set(conversation.id(), put(INBOX_SECTION_ARCHIVED).setSeq(2));
        var beyond = reader.set(conversation.id(), put(INBOX_SECTION_HIDDEN).setSeq(1_000));

        assertThat(beyond.getSettings().getSectionSeq()).isEqualTo(3);
        reader.set(conversation.id(), put(INBOX_SECTION_ARCHIVED).setSeq(2));
        assertThat(entry(conversation).getSection()).isEqualTo(INBOX_SECTION_LISTED);
    }

    @Test
    void whatIsMutedStaysArchived() {
        var conversation = said(1);
        var reader = new Reading(harness, conversation.high());

        reader.set(conversation.id(), put(INBOX_SECTION_ARCHIVED).setMutedUntilMs(Limits.MUTED_FOR_GOOD_MS));
        conversation.say(conversation.low(), 1).store().checkpoint();

        assertThat(inbox(conversation.high(), INBOX_SECTION_ARCHIVED)).hasSize(1);
        reader.set(conversation.id(), mute(0));
        assertThat(inbox(conversation.high(), INBOX_SECTION_ARCHIVED)).isEmpty();
    }

    @Test
    void pinsStandFirstInTheOrderOfPinningAndPagesFollowEachOther() {
        UserId alice = EdgeHarness.newUser();
        var reader = new Reading(harness, alice);
        List<WrittenConversation> conversations = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var conversation = harness.conversation(alice);
            conversation.say(alice, 1).store();
            conversations.add(conversation);
        }
        reader.set(conversations.get(3).id(), put(INBOX_SECTION_PINNED));
        reader.set(conversations.get(0).id(), put(INBOX_SECTION_PINNED));
        reader.set(conversations.get(3).id(), put(INBOX_SECTION_PINNED));
        reader.set(conversations.get(2).id(), put(INBOX_SECTION_ARCHIVED));

        List<String> seen = new ArrayList<>();
        ByteString cursor = ByteString.EMPTY;
        do {
            var page = reader.inbox(1, cursor).getInbox();
            page.getEntriesList().forEach(it -> seen.add(it.getConversation()));
            cursor = page.getNext();
        } while (!cursor.isEmpty());

        assertThat(seen)
                .containsExactly(
                        id(conversations, 3), id(conversations, 0), id(conversations, 4), id(conversations, 1));
        assertThat(inbox(alice, INBOX_SECTION_PINNED))
                .extracting(InboxEntry::getConversation)
                .containsExactly(id(conversations, 3), id(conversations, 0));
    }

    @Test
    void noMorePinsThanTheLimit() {
        UserId alice = EdgeHarness.newUser();
        var rows = harness.bean(SettingRows.class);
        for (int i = 0; i < Limits.MAX_PINNED_CONVERSATIONS; i++) {
            rows.write(alice, harness.conversation(alice).id(), new Shelf(INBOX_SECTION_PINNED, 0, 1));
        }
        var conversation = harness.conversation(alice);
        conversation.say(alice, 1).store();
        var reader = new Reading(harness, alice);

        var refused = reader.set(conversation.id(), put(INBOX_SECTION_PINNED));

        assertThat(refused.getError().getCode()).isEqualTo(ErrorCode.PINNED_CONVERSATION_LIMIT_REACHED);
        reader.set(conversation.id(), put(INBOX_SECTION_PINNED).setMutedUntilMs(Limits.MUTED_FOR_GOOD_MS));
        assertThat(inbox(alice, INBOX_SECTION_LISTED).getFirst().hasSettings())
                .as("all or nothing")
                .isFalse();
        assertThat(reader.set(conversation.id(), put(INBOX_SECTION_ARCHIVED)).hasSettings())
                .isTrue();
    }

    @Test
    void devicesThatChangeDifferentValuesBothWinAndTheLaterOfTheSameOne() {
        var conversation = said(1);
        UserId user = conversation.high();
        var rows = harness.bean(SettingRows.class);

        // as written by two nodes that did not see each other, and arriving in the wrong order
        rows.write(user, conversation.id(), new Shelf(INBOX_SECTION_ARCHIVED, 1, 2_000));
        rows.write(user, conversation.id(), new Mute(5_000, 1_500));
        rows.write(user, conversation.id(), new Shelf(INBOX_SECTION_PINNED, 0, 1_000));
        // of two with the same time the greater
        rows.write(user, conversation.id(), new Mute(4_000, 1_500));

        assertThat(rows.find(user, conversation.id()).toCompletableFuture().join())
                .isEqualTo(new Settings(new Mute(5_000, 1_500), new Shelf(INBOX_SECTION_ARCHIVED, 1, 2_000)));
    }

    @Test
    void whoChangesWhatTheyHaveSeenWinsOverAClockThatIsAhead() {
        var conversation = said(1);
        UserId user = conversation.high();
        long ahead = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        var shelf = new Shelf(INBOX_SECTION_PINNED, 0, ahead);
        harness.bean(SettingRows.class).write(user, conversation.id(), shelf);

        var set = new Reading(harness, user)
                .set(conversation.id(), put(INBOX_SECTION_LISTED))
                .getSettings();

        assertThat(set.getSectionUpdatedAtMs()).isEqualTo(ahead + 1);
        assertThat(entry(conversation).getSection()).isEqualTo(INBOX_SECTION_LISTED);
    }

    @Test
    void onlyTheUsersOwnOtherConnectionsAreToldAndOnlyOfWhatChanged() throws InvalidProtocolBufferException {
        var conversation = said(1);
        var reader = new Reading(harness, conversation.high());
        int before = harness.signals().signals().size();

        var set = reader.set(conversation.id(), put(INBOX_SECTION_ARCHIVED)).getSettings();
        var again = reader.set(conversation.id(), put(INBOX_SECTION_ARCHIVED)).getSettings();

        assertThat(again).isEqualTo(set);
        assertThat(harness.signals().signals()).hasSize(before + 1);
        var told = harness.signals().signals().get(before);
        assertThat(told.recipients()).containsExactly(conversation.high());
        assertThat(told.delivery().getRecipientsList())
                .containsExactly(conversation.high().value());
        assertThat(told.delivery().getOrigin().getConnection()).isEqualTo(9);
        assertThat(ServerFrame.parseFrom(told.delivery().getFrame()).getConversationSettings())
                .isEqualTo(set);
        assertThat(new Reading(harness, conversation.low())
                        .inbox(0, ByteString.EMPTY)
                        .getInbox()
                        .getEntries(0)
                        .hasSettings())
                .isFalse();
    }

    @Test
    void syncTellsOfAChangedSetting() {
        var conversation = said(1);
        var other = harness.conversation(conversation.high());
        other.say(other.low(), 1).store().checkpoint();
        var reader = new Reading(harness, conversation.high());
        ByteString token = reader.sync(ByteString.EMPTY).getResult().getToken();

        ConversationSettings set =
                reader.set(conversation.id(), put(INBOX_SECTION_PINNED)).getSettings();
        var result = reader.sync(token).getResult();

        assertThat(result.getConversationsList())
                .extracting(ConversationDelta::getEntry)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getConversation()).isEqualTo(conversation.id().value());
                    assertThat(it.getSettings()).isEqualTo(set);
                    assertThat(it.getSection()).isEqualTo(INBOX_SECTION_PINNED);
                });
        assertThat(result.getConversations(0).getMessagesList()).isEmpty();
    }

    @Test
    void theFirstSyncTellsOfWhatIsPutAwayToo() {
        var conversation = said(1);
        var reader = new Reading(harness, conversation.high());
        reader.set(conversation.id(), put(INBOX_SECTION_HIDDEN));

        assertThat(reader.sync(ByteString.EMPTY).getResult().getConversationsList())
                .extracting(ConversationDelta::getEntry)
                .extracting(InboxEntry::getSection)
                .containsExactly(INBOX_SECTION_HIDDEN);
    }

    @Test
    void strangersAndWrongValuesAreRefused() {
        var conversation = said(1);
        var reader = new Reading(harness, conversation.high());

        assertThat(new Reading(harness, EdgeHarness.newUser())
                        .set(conversation.id(), mute(0))
                        .getError()
                        .getCode())
                .isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        for (ChangeSettings.Builder wrong : List.of(
                ChangeSettings.newBuilder(),
                mute(1),
                mute(Limits.MUTED_FOR_GOOD_MS + 1),
                mute(-1),
                put(INBOX_SECTION_ARCHIVED).setSeq(-1),
                ChangeSettings.newBuilder().setSectionValue(99))) {
            assertThat(reader.set(conversation.id(), wrong).getError().getCode())
                    .as(wrong.toString())
                    .isEqualTo(ErrorCode.FIELD_INVALID);
        }
        assertThat(reader.inbox(ReadInbox.newBuilder().setSectionValue(99))
                        .getError()
                        .getCode())
                .isEqualTo(ErrorCode.FIELD_INVALID);
    }

    /// A conversation in which the lower user has said so much to the higher one.
    private WrittenConversation said(int count) {
        var conversation = harness.conversation();
        return conversation.say(conversation.low(), count).store().checkpoint();
    }

    private InboxEntry entry(WrittenConversation conversation) {
        return inbox(conversation.high(), INBOX_SECTION_UNSPECIFIED).getFirst();
    }

    private List<InboxEntry> inbox(UserId user, InboxSection section) {
        return new Reading(harness, user)
                .inbox(ReadInbox.newBuilder().setSection(section))
                .getInbox()
                .getEntriesList();
    }

    private static String id(List<WrittenConversation> conversations, int index) {
        return conversations.get(index).id().value();
    }

    private static ChangeSettings.Builder mute(long untilMs) {
        return ChangeSettings.newBuilder().setMutedUntilMs(untilMs);
    }

    private static ChangeSettings.Builder put(InboxSection section) {
        return ChangeSettings.newBuilder().setSection(section);
    }
}

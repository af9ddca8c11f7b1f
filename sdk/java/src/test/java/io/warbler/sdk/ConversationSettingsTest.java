package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.ConversationSettings.Mute;
import io.warbler.sdk.ConversationSettings.Shelf;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConversationSettingsTest extends PeerTestKit {

    private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_000L);
    private static final Shelf LISTED = ConversationSettings.NONE.shelf();
    private static final Mute UNMUTED = ConversationSettings.NONE.mute();

    @Test
    void theLaterOfEachValueCountsInWhateverOrderTheyCome() {
        var one = new ConversationSettings(new Mute(9, 2), new Shelf(InboxSection.PINNED, 0, 3));
        var other = new ConversationSettings(new Mute(8, 4), new Shelf(InboxSection.HIDDEN, 7, 1));
        var merged = new ConversationSettings(new Mute(8, 4), new Shelf(InboxSection.PINNED, 0, 3));

        assertThat(one.merged(other)).isEqualTo(merged).isEqualTo(other.merged(one));
        assertThat(merged.merged(one)).isEqualTo(merged);
    }

    @Test
    void ofTwoAtTheSameTimeTheGreaterCounts() {
        var low = new ConversationSettings(new Mute(8, 2), new Shelf(InboxSection.ARCHIVED, 7, 2));
        var high = new ConversationSettings(new Mute(9, 2), new Shelf(InboxSection.HIDDEN, 5, 2));
        var farther = new ConversationSettings(new Mute(9, 2), new Shelf(InboxSection.HIDDEN, 6, 2));

        assertThat(low.merged(high)).isEqualTo(high).isEqualTo(high.merged(low));
        assertThat(high.merged(farther)).isEqualTo(farther).isEqualTo(farther.merged(high));
    }

    @Test
    void whereAConversationStandsFollowsFromWhatHappenedSince() {
        var archived = new ConversationSettings(UNMUTED, new Shelf(InboxSection.ARCHIVED, 7, 1));
        var silent = new ConversationSettings(new Mute(NOW.toEpochMilli() + 1, 1), archived.shelf());
        var hidden = new ConversationSettings(silent.mute(), new Shelf(InboxSection.HIDDEN, 7, 1));

        assertThat(archived.section(7, NOW)).isEqualTo(InboxSection.ARCHIVED);
        assertThat(archived.section(8, NOW)).isEqualTo(InboxSection.LISTED);
        assertThat(silent.section(8, NOW)).isEqualTo(InboxSection.ARCHIVED);
        assertThat(silent.section(8, NOW.plusMillis(1))).isEqualTo(InboxSection.LISTED);
        assertThat(hidden.section(7, NOW)).isEqualTo(InboxSection.HIDDEN);
        assertThat(hidden.section(8, NOW)).isEqualTo(InboxSection.LISTED);
        assertThat(ConversationSettings.NONE.section(8, NOW)).isEqualTo(InboxSection.LISTED);
    }

    @Test
    void theBadgeLeavesOutWhatIsSilentOrPutAway() {
        assertThat(entry(UNMUTED, LISTED).badgeCount(NOW)).isEqualTo(5);
        assertThat(entry(new Mute(Mute.FOR_GOOD_MS, 1), LISTED).badgeCount(NOW)).isEqualTo(2);
        assertThat(entry(UNMUTED, new Shelf(InboxSection.ARCHIVED, 7, 1)).badgeCount(NOW))
                .isZero();
        assertThat(entry(UNMUTED, new Shelf(InboxSection.PINNED, 0, 1)).badgeCount(NOW))
                .isEqualTo(5);
    }

    @Test
    void otherDevicesLearnOfAChangeAndAMessageBringsBackWhatIsArchived() {
        WarblerClient phone = connected(client("bob", new Recorder()));
        WarblerClient laptop = connected(client("bob", new Recorder()));
        peer.post(CONVERSATION, "alice", "m1");
        await().until(() -> phone.conversation(CONVERSATION).isPresent()
                && laptop.conversation(CONVERSATION).isPresent());

        ConversationSettings set = join(phone.put(CONVERSATION, InboxSection.ARCHIVED));
        ConversationSettings both = join(laptop.mute(CONVERSATION));

        assertThat(set.shelf()).isEqualTo(new Shelf(InboxSection.ARCHIVED, 1, 1));
        assertThat(both.shelf()).isEqualTo(set.shelf());
        for (WarblerClient device : new WarblerClient[] {phone, laptop}) {
            await().untilAsserted(() -> assertThat(entryOf(device).settings()).isEqualTo(both));
        }
        peer.post(CONVERSATION, "alice", "m2");
        await().until(() -> entryOf(laptop).unreadCount() == 2);
        assertThat(entryOf(laptop).section(NOW)).isEqualTo(InboxSection.ARCHIVED);
        assertThat(entryOf(laptop).badgeCount(NOW)).isZero();
        join(laptop.unmute(CONVERSATION));
        assertThat(entryOf(laptop).section(NOW)).isEqualTo(InboxSection.LISTED);
        assertThat(entryOf(laptop).badgeCount(NOW)).isEqualTo(2);
    }

    @Test
    void whatTheClientOnlyKnowsOfIsNotPutAway() {
        WarblerClient bob = connected(client("bob", new Recorder()));
        peer.post(CONVERSATION, "alice", "m1");
        await().until(() -> bob.conversation(CONVERSATION).isPresent());
        peer.tellBehind(CONVERSATION, 9);
        peer.tellSettings(
                "bob",
                io.warbler.proto.client.v1.ConversationSettings.newBuilder()
                        .setConversation(CONVERSATION)
                        .setMuteUpdatedAtMs(1)
                        .build());
        await().until(() -> entryOf(bob).settings().mute().updatedAtMs() == 1);

        assertThat(join(bob.put(CONVERSATION, InboxSection.HIDDEN)).shelf().seq())
                .isEqualTo(1);
    }

    @Test
    void whatIsToldLateChangesNothing() {
        WarblerClient bob = connected(client("bob", new Recorder()));
        peer.post(CONVERSATION, "alice", "m1");
        await().until(() -> bob.conversation(CONVERSATION).isPresent());
        peer.tellSettings("bob", pinnedAt(5).build());
        peer.tellSettings(
                "bob", pinnedAt(4).setMutedUntilMs(9).setMuteUpdatedAtMs(4).build());

        await().until(() -> entryOf(bob).settings().mute().updatedAtMs() == 4);
        assertThat(entryOf(bob).settings().shelf()).isEqualTo(new Shelf(InboxSection.PINNED, 0, 5));
    }

    private static io.warbler.proto.client.v1.ConversationSettings.Builder pinnedAt(long time) {
        return io.warbler.proto.client.v1.ConversationSettings.newBuilder()
                .setConversation(CONVERSATION)
                .setSection(io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_PINNED)
                .setSectionUpdatedAtMs(time);
    }

    private static InboxEntry entryOf(WarblerClient client) {
        return client.conversation(CONVERSATION).orElseThrow();
    }

    private static InboxEntry entry(Mute mute, Shelf shelf) {
        return new InboxEntry(
                CONVERSATION,
                "alice",
                7,
                null,
                5,
                2,
                0,
                null,
                2,
                new ConversationSettings(mute, shelf),
                InboxEntry.Delivered.NONE);
    }
}

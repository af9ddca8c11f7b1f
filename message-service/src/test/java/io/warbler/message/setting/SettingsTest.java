package io.warbler.message.setting;

import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_ARCHIVED;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_HIDDEN;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_LISTED;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_PINNED;
import static io.warbler.proto.client.v1.InboxSection.INBOX_SECTION_UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.message.setting.Settings.Mute;
import io.warbler.message.setting.Settings.Shelf;
import io.warbler.proto.client.v1.InboxSection;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final long NOW = 1_790_000_000_000L;

    @Test
    void aConversationIsListedAtFirst() {
        assertThat(Settings.NONE.sectionAt(7, NOW)).isEqualTo(INBOX_SECTION_LISTED);
        assertThat(Settings.NONE.isMutedAt(NOW)).isFalse();
        assertThat(Settings.NONE.updatedAtMs()).isZero();
    }

    @Test
    void aMuteEndsAtItsTime() {
        Settings muted = Settings.NONE.with(new Mute(NOW, 1));

        assertThat(muted.isMutedAt(NOW - 1)).isTrue();
        assertThat(muted.isMutedAt(NOW)).isFalse();
    }

    @Test
    void onlyALaterMessageBringsBackWhatIsArchivedOrHidden() {
        for (InboxSection section : new InboxSection[] {INBOX_SECTION_ARCHIVED, INBOX_SECTION_HIDDEN}) {
            Settings put = Settings.NONE.with(new Shelf(section, 7, 1));

            assertThat(put.sectionAt(6, NOW)).isEqualTo(section);
            assertThat(put.sectionAt(7, NOW)).isEqualTo(section);
            assertThat(put.sectionAt(8, NOW)).isEqualTo(INBOX_SECTION_LISTED);
        }
    }

    @Test
    void whatIsArchivedStaysWhileItIsMuted() {
        Settings put =
                Settings.NONE.with(new Shelf(INBOX_SECTION_ARCHIVED, 7, 1)).with(new Mute(NOW + 1, 1));

        assertThat(put.sectionAt(8, NOW)).isEqualTo(INBOX_SECTION_ARCHIVED);
        assertThat(put.sectionAt(8, NOW + 1)).isEqualTo(INBOX_SECTION_LISTED);
    }

    @Test
    void whatIsHiddenComesBackAlsoWhenItIsMuted() {
        Settings put = Settings.NONE.with(new Shelf(INBOX_SECTION_HIDDEN, 7, 1)).with(new Mute(NOW + 1, 1));

        assertThat(put.sectionAt(8, NOW)).isEqualTo(INBOX_SECTION_LISTED);
    }

    @Test
    void aPinStaysWhateverHappens() {
        Settings put = Settings.NONE.with(new Shelf(INBOX_SECTION_PINNED, 0, 1));

        assertThat(put.sectionAt(8, NOW)).isEqualTo(INBOX_SECTION_PINNED);
    }

    @Test
    void valuesAreReplacedOneByOne() {
        var mute = new Mute(NOW, 5);
        var shelf = new Shelf(INBOX_SECTION_PINNED, 0, 6);

        assertThat(Settings.NONE.with(mute).with(shelf))
                .isEqualTo(Settings.NONE.with(shelf).with(mute))
                .isEqualTo(new Settings(mute, shelf));
        assertThat(new Settings(mute, shelf).updatedAtMs()).isEqualTo(6);
    }

    @Test
    void whatIsSoAlreadyIsKnown() {
        assertThat(new Mute(0, 5).isSameAs(0)).isTrue();
        assertThat(new Mute(0, 0).isSameAs(0)).as("never set").isFalse();
        assertThat(new Shelf(INBOX_SECTION_ARCHIVED, 7, 5).isSameAs(INBOX_SECTION_ARCHIVED, 7))
                .isTrue();
        assertThat(new Shelf(INBOX_SECTION_ARCHIVED, 7, 5).isSameAs(INBOX_SECTION_ARCHIVED, 8))
                .isFalse();
        assertThat(new Shelf(INBOX_SECTION_ARCHIVED, 7, 5).isSameAs(INBOX_SECTION_HIDDEN, 7))
                .isFalse();
    }

    @Test
    void clientsGetEveryValueWithItsTime() {
        var conversation = new ConversationId("d" + "7".repeat(32));
        var told = new Settings(new Mute(NOW, 5), new Shelf(INBOX_SECTION_ARCHIVED, 7, 6)).toProto(conversation);

        assertThat(told.getConversation()).isEqualTo(conversation.value());
        assertThat(told.getMutedUntilMs()).isEqualTo(NOW);
        assertThat(told.getMuteUpdatedAtMs()).isEqualTo(5);
        assertThat(told.getSection()).isEqualTo(INBOX_SECTION_ARCHIVED);
        assertThat(told.getSectionSeq()).isEqualTo(7);
        assertThat(told.getSectionUpdatedAtMs()).isEqualTo(6);
        assertThat(Settings.NONE.toProto(conversation).getSection()).isEqualTo(INBOX_SECTION_UNSPECIFIED);
    }
}

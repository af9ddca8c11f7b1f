package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.InboxSection;
import java.util.HashMap;
import java.util.Map;

/** What users have set for conversations; its clock counts changes. */
final class PeerSettings {

    private final Map<String, ConversationSettings> byUserAndConversation = new HashMap<>();
    private long time;

    ConversationSettings take(String user, ChangeSettings change) {
        return byUserAndConversation.compute(
                user + " " + change.getConversation(),
                (key, before) ->
                        changed(before == null ? ConversationSettings.getDefaultInstance() : before, change, ++time));
    }

    private static ConversationSettings changed(ConversationSettings before, ChangeSettings change, long time) {
        var now = before.toBuilder().setConversation(change.getConversation());
        if (change.hasMutedUntilMs()) {
            now.setMutedUntilMs(change.getMutedUntilMs()).setMuteUpdatedAtMs(time);
        }
        if (change.getSection() != InboxSection.INBOX_SECTION_UNSPECIFIED) {
            now.setSection(change.getSection()).setSectionSeq(change.getSeq()).setSectionUpdatedAtMs(time);
        }
        return now.build();
    }
}

package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.ConversationSettings;
import io.warbler.proto.client.v1.HiddenMessages;
import io.warbler.proto.client.v1.HideMessages;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.proto.client.v1.SeqRange;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** What users have set for conversations; its clock counts changes. */
final class PeerSettings {

    private final Map<String, ConversationSettings> byUserAndConversation = new HashMap<>();
    private final Map<String, HiddenMessages> hiddenByUserAndConversation = new HashMap<>();
    private long time;

    ConversationSettings take(String user, ChangeSettings change) {
        return byUserAndConversation.compute(
                user + " " + change.getConversation(),
                (key, before) ->
                        changed(before == null ? ConversationSettings.getDefaultInstance() : before, change, ++time));
    }

    HiddenMessages hide(String user, HideMessages hide) {
        return hiddenByUserAndConversation.compute(user + " " + hide.getConversation(), (key, before) -> {
            var seqs = new TreeSet<>(hide.getSeqsList());
            if (before != null) {
                before.getRangesList().forEach(range -> seqs.add(range.getFirst()));
            }
            var now = HiddenMessages.newBuilder().setConversation(hide.getConversation());
            seqs.forEach(
                    seq -> now.addRanges(SeqRange.newBuilder().setFirst(seq).setLast(seq)));
            return now.setUpdatedAtMs(++time).build();
        });
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

package io.warbler.message.fanout;

import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a lost log left out of a conversation was stored after all: holes are filled, members find it again.
///
/// @param generation under which it was repaired
/// @param lastSeq    what nobody could read, though it was perhaps acked long ago, can be read up to here
/// @param endedSeq   the last event of the group that ended a membership
/// @param members    whom to name; nobody of many
/// @param places     of members whose own rows were repaired, and of all unless there are too many: gateways may never
///                   have found them
public record RepairedConversation(
        int partition,
        int generation,
        String conversation,
        long lastSeq,
        long endedSeq,
        int memberCount,
        Set<String> members,
        Map<String, MemberState> places) {

    public RepairedConversation {
        members = Set.copyOf(members);
        places = Map.copyOf(places);
    }

    /// Of a state as it was loaded, before anything is decided on it: the members, and each for themselves those who
    /// turn out to have left. They may not know of more.
    public static List<RepairedConversation> of(
            int partition, int generation, ConversationState loaded, List<Row> repairs) {
        String conversation = loaded.conversation();
        List<RepairedConversation> repaired = new ArrayList<>();
        // all of a group that may have become large by what was lost: no gateway knows of it yet
        Map<String, MemberState> places = new HashMap<>(loaded.fewMembers());
        for (Row row : repairs) {
            if (row instanceof Row.GroupMembership place && place.state().isMember()) {
                places.put(place.user(), place.state());
            }
        }
        repaired.add(new RepairedConversation(
                partition,
                generation,
                conversation,
                loaded.counters().seq(),
                loaded.endedSeq(),
                loaded.memberCount(),
                loaded.told(),
                places));
        for (Row row : repairs) {
            if (row instanceof Row.GroupMembership place && !place.state().isMember()) {
                repaired.add(new RepairedConversation(
                        partition,
                        generation,
                        conversation,
                        place.state().leftSeq(),
                        loaded.endedSeq(),
                        1,
                        Set.of(place.user()),
                        Map.of()));
            }
        }
        return repaired;
    }
}

package io.warbler.message.group;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.conversation.GroupMembers.Member;
import io.warbler.message.history.GroupStates;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.JoinRequest;
import io.warbler.proto.client.v1.JoinRequestState;
import io.warbler.proto.client.v1.JoinRequests;
import io.warbler.proto.store.v1.GroupState;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Shows requests to join: all that wait to who may approve them, and one's own. Blocks; call on a virtual thread.
@Component
class WaitingRequests {

    private final GroupMembers members;
    private final GroupStates states;

    WaitingRequests(GroupMembers members, GroupStates states) {
        this.members = members;
        this.states = states;
    }

    /// One page after the user that `cursor` names; empty: the first.
    JoinRequests read(UserId reader, ConversationId group, String cursor, int limit) {
        if (!cursor.isEmpty() && !UserId.isValid(cursor)) {
            throw ReadErrors.fieldInvalid("cursor (expected: `next` of the page before)");
        }
        Invitations.requireInitiated(members, reader, group);
        List<Member> rest = members.asking(group).stream()
                .filter(it -> it.user().value().compareTo(cursor) > 0)
                .limit(limit + 1L)
                .toList();
        List<Member> shown = rest.stream().limit(limit).toList();
        Map<Long, Row.Event> events = events(group, shown);
        var page = JoinRequests.newBuilder();
        shown.forEach(it -> page.addRequests(request(it.user(), it.state(), events)));
        // who is no admin any more may not know what was read since (ADR 0024)
        Invitations.requireInitiated(members, reader, group);
        return rest.size() > limit
                ? page.setNext(shown.getLast().user().value()).build()
                : page.build();
    }

    /// What became of the user's last request. One that waited when the group was dissolved is declined by that.
    JoinRequest own(UserId user, ConversationId group) {
        MemberState place = members.find(user, group).orElseThrow(JoinErrors::requestUnknown);
        if (place.isMember()) {
            return JoinRequest.newBuilder()
                    .setUser(user.value())
                    .setState(JoinRequestState.JOIN_REQUEST_STATE_APPROVED)
                    .build();
        }
        if (place.asked().seq() == 0) {
            throw JoinErrors.requestUnknown();
        }
        JoinRequest request = request(user, place, events(group, List.of(new Member(user, place))));
        boolean isEnded = place.isAsking()
                && states.find(group).filter(GroupState::getDissolved).isPresent();
        return isEnded
                ? request.toBuilder()
                        .setState(JoinRequestState.JOIN_REQUEST_STATE_DECLINED)
                        .build()
                : request;
    }

    private Map<Long, Row.Event> events(ConversationId group, List<Member> asking) {
        List<Long> seqs = asking.stream().map(it -> it.state().asked().seq()).toList();
        return states.events(group, seqs).stream().collect(Collectors.toMap(Row.Event::seq, Function.identity()));
    }

    private static JoinRequest request(UserId user, MemberState place, Map<Long, Row.Event> events) {
        var request = JoinRequest.newBuilder()
                .setUser(user.value())
                .setState(place.asked().state());
        Row.Event event = events.get(place.asked().seq());
        if (event != null) {
            request.setAskedAtMs(event.happenedAtMs())
                    .setAnswer(event.change().getJoinRequested().getAnswer())
                    .setInvite(event.change().getJoinRequested().getInvite());
        }
        return request.build();
    }
}

package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.GroupView;
import java.util.List;

/** The group that events make, as one user sees it. */
final class PeerGroup {

    private PeerGroup() {}

    /** For a former member as it was when they left. */
    static GroupView view(List<Event> events, String user) {
        var now = GroupView.newBuilder();
        GroupView asLeft = null;
        for (Event event : events) {
            apply(now, event, user);
            if (ends(event, user)) {
                asLeft = now.build();
            } else if (admits(event, user)) {
                asLeft = null;
            }
        }
        return asLeft == null ? now.build() : asLeft;
    }

    /** How many members there are after a change. */
    static int memberCount(int before, GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> 1 + change.getCreated().getMembersCount();
            case MEMBERS_ADDED -> before + change.getMembersAdded().getUsersCount();
            case MEMBER_JOINED, JOIN_APPROVED -> before + 1;
            case MEMBER_REMOVED, MEMBER_LEFT, MEMBER_BANNED -> before - 1;
            default -> before;
        };
    }

    private static void apply(GroupView.Builder view, Event event, String user) {
        GroupChange change = event.getChange();
        view.setMemberCount(event.getMemberCount());
        if (change.hasCreated()) {
            view.setInfo(change.getCreated().getInfo())
                    .setSettings(change.getCreated().getSettings());
        }
        if (change.hasInfoSet()) {
            view.getInfoBuilder().setTitle(change.getInfoSet().getTitle());
        }
        if (change.hasRoleSet() && change.getRoleSet().getUser().equals(user)) {
            view.setRole(change.getRoleSet().getRole());
        }
        if (admits(event, user)) {
            boolean isCreator = change.hasCreated() && event.getActor().equals(user);
            view.setJoinedSeq(event.getSeq())
                    .setLeftSeq(0)
                    .setRole(isCreator ? GroupRole.GROUP_ROLE_OWNER : GroupRole.GROUP_ROLE_MEMBER);
        }
        if (ends(event, user)) {
            view.setLeftSeq(event.getSeq()).setRole(GroupRole.GROUP_ROLE_UNSPECIFIED);
        }
    }

    private static boolean admits(Event event, String user) {
        GroupChange change = event.getChange();
        return (change.hasCreated() && event.getActor().equals(user))
                || change.getCreated().getMembersList().contains(user)
                || change.getMembersAdded().getUsersList().contains(user)
                || (change.hasMemberJoined() && event.getActor().equals(user))
                || change.getJoinApproved().getUser().equals(user);
    }

    private static boolean ends(Event event, String user) {
        GroupChange change = event.getChange();
        return (change.hasMemberLeft() && event.getActor().equals(user))
                || change.getMemberRemoved().getUser().equals(user)
                || change.getMemberBanned().getUser().equals(user);
    }
}

package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.log.v1.LogRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The users of a group whose places must be known before something is decided or taken up: few, however many members
/// there are.
public final class Involved {

    private Involved() {}

    /// Whom the decision on a record may ask about: who sends it, and whomever it names.
    public static Set<String> in(LogRecord record) {
        return switch (record.getBodyCase()) {
            case SEND ->
                both(
                        record.getSend().getId().getSender(),
                        record.getSend().getReferences().getMentionsList());
            case CHANGE ->
                both(
                        record.getChange().getId().getSender(),
                        named(record.getChange().getChange()));
            case CHANGE_OF_MESSAGE -> Set.of(record.getChangeOfMessage().getId().getSender());
            case REFUSAL, DIRECT_POLICY, BODY_NOT_SET -> Set.of();
        };
    }

    /// Whose places an event may change.
    public static Set<String> in(Row.Event event) {
        boolean isOfGroup = event.kind() == EventKind.EVENT_KIND_CHANGE;
        return isOfGroup ? both(event.actor(), named(event.change())) : Set.of();
    }

    /// Whether the record ends a membership, if it takes effect.
    public static boolean mayEndOne(LogRecord record) {
        GroupChange change = record.getChange().getChange();
        return change.hasMemberRemoved() || change.hasMemberLeft() || change.hasMemberBanned();
    }

    private static Set<String> both(String actor, List<String> named) {
        Set<String> users = new HashSet<>(named);
        users.add(actor);
        return users;
    }

    private static List<String> named(GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> change.getCreated().getMembersList();
            case MEMBERS_ADDED -> change.getMembersAdded().getUsersList();
            case MEMBER_REMOVED -> List.of(change.getMemberRemoved().getUser());
            case MEMBER_BANNED -> List.of(change.getMemberBanned().getUser());
            case MEMBER_UNBANNED -> List.of(change.getMemberUnbanned().getUser());
            case MEMBER_MUTED -> List.of(change.getMemberMuted().getUser());
            case ROLE_SET -> List.of(change.getRoleSet().getUser());
            case OWNERSHIP_TRANSFERRED ->
                List.of(change.getOwnershipTransferred().getUser());
            case JOIN_APPROVED -> List.of(change.getJoinApproved().getUser());
            case JOIN_DECLINED -> List.of(change.getJoinDeclined().getUser());
            case MEMBER_LEFT,
                    MEMBER_JOINED,
                    JOIN_REQUESTED,
                    JOIN_WITHDRAWN,
                    INFO_SET,
                    SETTINGS_SET,
                    DISSOLVED,
                    INVITE_CREATED,
                    INVITE_REVOKED,
                    ANNOUNCEMENT_SET,
                    WHAT_NOT_SET -> List.of();
        };
    }
}

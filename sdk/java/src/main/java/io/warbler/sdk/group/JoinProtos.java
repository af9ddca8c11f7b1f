package io.warbler.sdk.group;

import io.warbler.proto.client.v1.GroupJoinPolicy;
import io.warbler.proto.client.v1.JoinRequestState;
import java.time.Instant;

/** The same as {@link GroupProtos} of what is about joining; for the library itself. */
public final class JoinProtos {

    private JoinProtos() {}

    /** An invite. */
    public static Invite fromProto(io.warbler.proto.client.v1.Invite invite) {
        return new Invite(
                invite.getId(),
                invite.getCreator(),
                Instant.ofEpochMilli(invite.getMadeAtMs()),
                GroupProtos.until(invite.getExpiresAtMs()),
                invite.getMaxUses(),
                invite.getUses());
    }

    /** What the holder of an invite sees. */
    public static GroupPreview fromProto(io.warbler.proto.client.v1.GroupPreview preview) {
        return new GroupPreview(
                preview.getConversation(),
                preview.getTitle(),
                preview.getAvatar(),
                preview.getMemberCount(),
                policy(preview.getJoinPolicy()),
                preview.getJoinQuestion(),
                preview.getMember(),
                state(preview.getRequest()));
    }

    /** A request to join. */
    public static JoinRequest fromProto(io.warbler.proto.client.v1.JoinRequest request) {
        return new JoinRequest(
                request.getUser(),
                GroupProtos.until(request.getAskedAtMs()),
                request.getAnswer(),
                request.getInvite(),
                state(request.getState()));
    }

    /** What became of a request. */
    public static JoinRequest.State state(JoinRequestState state) {
        return switch (state) {
            case JOIN_REQUEST_STATE_OPEN -> JoinRequest.State.OPEN;
            case JOIN_REQUEST_STATE_APPROVED -> JoinRequest.State.APPROVED;
            case JOIN_REQUEST_STATE_DECLINED -> JoinRequest.State.DECLINED;
            case JOIN_REQUEST_STATE_WITHDRAWN -> JoinRequest.State.WITHDRAWN;
            case JOIN_REQUEST_STATE_UNSPECIFIED -> JoinRequest.State.NONE;
            case UNRECOGNIZED -> JoinRequest.State.UNKNOWN;
        };
    }

    /** Unspecified in a group that never said so. */
    static GroupSettings.JoinPolicy policy(GroupJoinPolicy policy) {
        return switch (policy) {
            case GROUP_JOIN_POLICY_OPEN -> GroupSettings.JoinPolicy.OPEN;
            case GROUP_JOIN_POLICY_APPROVAL, GROUP_JOIN_POLICY_UNSPECIFIED -> GroupSettings.JoinPolicy.APPROVAL;
            case GROUP_JOIN_POLICY_QUESTION -> GroupSettings.JoinPolicy.QUESTION;
            case GROUP_JOIN_POLICY_CLOSED -> GroupSettings.JoinPolicy.CLOSED;
            case UNRECOGNIZED -> GroupSettings.JoinPolicy.UNKNOWN;
        };
    }

    static GroupChange change(io.warbler.proto.client.v1.GroupChange change) {
        return switch (change.getWhatCase()) {
            case MEMBER_JOINED ->
                new GroupChange.MemberJoined(change.getMemberJoined().getInvite());
            case JOIN_REQUESTED ->
                new GroupChange.JoinRequested(
                        change.getJoinRequested().getInvite(),
                        change.getJoinRequested().getAnswer());
            case JOIN_APPROVED ->
                new GroupChange.JoinApproved(change.getJoinApproved().getUser());
            case JOIN_DECLINED ->
                new GroupChange.JoinDeclined(change.getJoinDeclined().getUser());
            case JOIN_WITHDRAWN -> new GroupChange.JoinWithdrawn();
            case INVITE_CREATED ->
                new GroupChange.InviteCreated(
                        GroupProtos.until(change.getInviteCreated().getExpiresAtMs()),
                        change.getInviteCreated().getMaxUses());
            case INVITE_REVOKED ->
                new GroupChange.InviteRevoked(change.getInviteRevoked().getInvite());
            default -> new GroupChange.Unknown();
        };
    }
}

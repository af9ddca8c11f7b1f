package io.warbler.message.fanout;

import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.JoinRequestChanged;
import io.warbler.proto.client.v1.JoinRequestState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.Optional;

/// What the one who asked to join a group is told of an event of which only others get to know.
///
/// @param user     who asked
/// @param delivery without its recipient
record JoinTelling(String user, Delivery.Builder delivery) {

    /// Empty for what is about no request.
    static Optional<JoinTelling> of(Decision decision) {
        return decision.appended() != null && decision.appended().event() instanceof Row.Event event
                ? of(event)
                : Optional.empty();
    }

    private static Optional<JoinTelling> of(Row.Event event) {
        GroupChange change = event.change();
        return switch (change.getWhatCase()) {
            case JOIN_REQUESTED -> telling(event, event.actor(), JoinRequestState.JOIN_REQUEST_STATE_OPEN);
            case JOIN_WITHDRAWN -> telling(event, event.actor(), JoinRequestState.JOIN_REQUEST_STATE_WITHDRAWN);
            case JOIN_APPROVED ->
                telling(event, change.getJoinApproved().getUser(), JoinRequestState.JOIN_REQUEST_STATE_APPROVED);
            case JOIN_DECLINED ->
                telling(event, change.getJoinDeclined().getUser(), JoinRequestState.JOIN_REQUEST_STATE_DECLINED);
            default -> Optional.empty();
        };
    }

    private static Optional<JoinTelling> telling(Row.Event event, String user, JoinRequestState state) {
        String group = event.stamp().conversation();
        var changed = JoinRequestChanged.newBuilder()
                .setConversation(group)
                .setState(state)
                .setChangedAtMs(event.happenedAtMs());
        ServerFrame frame =
                ServerFrame.newBuilder().setJoinRequestChanged(changed).build();
        return Optional.of(new JoinTelling(
                user, Delivery.newBuilder().setConversation(group).setFrame(frame.toByteString())));
    }
}

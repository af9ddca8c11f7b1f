package io.warbler.gateway.presence;

import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Forwards `read_presence` to presence-service. Checks the fields, because that call has no outcome for bad ones.
@Component
final class PresenceHandler implements RequestHandler {

    private static final int RETRY_AFTER_MILLIS = 500;

    private final PresenceCalls calls;

    PresenceHandler(PresenceCalls calls) {
        this.calls = calls;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.READ_PRESENCE);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        List<String> users = frame.getReadPresence().getUsersList();
        if (users.isEmpty() || users.size() > Limits.MAX_PRESENCE_USERS) {
            request.fail(
                    ErrorCode.FIELD_INVALID,
                    "users: " + users.size() + " (expected: 1 to " + Limits.MAX_PRESENCE_USERS + ")");
            return;
        }
        if (!users.stream().allMatch(UserId::isValid)) {
            request.fail(ErrorCode.FIELD_INVALID, "users (expected: u and 32 hexadecimal digits each)");
            return;
        }
        var _ = calls.read(request.principal().getUser(), users)
                .whenComplete((response, failure) -> request.answer(
                        failure == null
                                ? ServerFrame.newBuilder()
                                        .setPresence(
                                                PresenceList.newBuilder().addAllPresences(response.getPresencesList()))
                                : ServerFrames.error(
                                        ErrorCode.UNAVAILABLE,
                                        "presence-service does not answer",
                                        RETRY_AFTER_MILLIS)));
    }
}

package io.warbler.gateway.presence;

import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.proto.client.v1.AwaySet;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes what a connection says about somebody sitting there.
@Component
final class AwayHandler implements RequestHandler {

    private final AwayUsers awayUsers;

    AwayHandler(AwayUsers awayUsers) {
        this.awayUsers = awayUsers;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.SET_AWAY);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        boolean isAway = frame.getSetAway().getAway();
        awayUsers.set(request.connection(), request.principal().getUser(), isAway);
        request.answer(ServerFrame.newBuilder().setAwaySet(AwaySet.newBuilder().setAway(isAway)));
    }
}

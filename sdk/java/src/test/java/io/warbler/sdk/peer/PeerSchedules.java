package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSendState;
import io.warbler.proto.client.v1.ScheduledSends;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.Map;
import java.util.TreeMap;

/** Scheduled sends that never are due; its clock counts changes. */
final class PeerSchedules {

    private final Map<String, ScheduledSend> byUserAndName = new TreeMap<>();
    private long time;

    ServerFrame.Builder take(String user, ClientFrame frame) {
        if (frame.hasScheduleSend() && isOutdated(user, frame.getScheduleSend())) {
            return ServerFrame.newBuilder().setError(Error.newBuilder().setCode(ErrorCode.SCHEDULED_SEND_CHANGED));
        }
        ScheduledSend now = frame.hasScheduleSend()
                ? waiting(user, frame.getScheduleSend())
                : cancelled(user, frame.getCancelScheduledSend().getSchedule());
        byUserAndName.put(user + " " + now.getSchedule(), now);
        return ServerFrame.newBuilder().setScheduledSend(now);
    }

    ServerFrame.Builder list(String user) {
        var all = ScheduledSends.newBuilder();
        byUserAndName.forEach((key, scheduled) -> {
            if (key.startsWith(user + " ")) {
                all.addScheduledSends(scheduled);
            }
        });
        return ServerFrame.newBuilder().setScheduledSends(all);
    }

    private boolean isOutdated(String user, ScheduleSend asked) {
        ScheduledSend before =
                byUserAndName.getOrDefault(user + " " + asked.getSchedule(), ScheduledSend.getDefaultInstance());
        return before.getUpdatedAtMs() != asked.getSeenUpdatedAtMs();
    }

    private ScheduledSend waiting(String user, ScheduleSend asked) {
        var content = asked.getContent();
        return ScheduledSend.newBuilder()
                .setSchedule(asked.getSchedule())
                .setConversation(
                        content.hasUser() ? ProtocolPeer.direct(user, content.getUser()) : content.getConversation())
                .setDueAtMs(asked.getDueAtMs())
                .setState(ScheduledSendState.SCHEDULED_SEND_STATE_WAITING)
                .setUpdatedAtMs(++time)
                .setContent(content)
                .build();
    }

    private ScheduledSend cancelled(String user, String name) {
        ScheduledSend before = byUserAndName.get(user + " " + name);
        if (before == null) {
            throw new IllegalStateException("schedule: " + name + " (expected: one that is there)");
        }
        return before.toBuilder()
                .setState(ScheduledSendState.SCHEDULED_SEND_STATE_CANCELLED)
                .setUpdatedAtMs(++time)
                .clearContent()
                .build();
    }
}

package io.warbler.sdk;

import io.warbler.proto.client.v1.ErrorCode;
import java.time.Instant;

/** Scheduled sends between the wire and the values of this package. */
final class ScheduleFrames {

    private ScheduleFrames() {}

    static ScheduledSend fromProto(io.warbler.proto.client.v1.ScheduledSend scheduled) {
        return new ScheduledSend(
                scheduled.getSchedule(),
                scheduled.getConversation(),
                Instant.ofEpochMilli(scheduled.getDueAtMs()),
                state(scheduled.getState()),
                scheduled.getReason() == ErrorCode.ERROR_CODE_UNSPECIFIED
                        ? ""
                        : scheduled.getReason().name(),
                scheduled.getSeq(),
                Instant.ofEpochMilli(scheduled.getUpdatedAtMs()),
                ContentProtos.fromProto(scheduled.getContent().getBody()));
    }

    static ScheduledSendPage fromProto(io.warbler.proto.client.v1.ScheduledSends page) {
        var sends = page.getScheduledSendsList().stream()
                .map(ScheduleFrames::fromProto)
                .toList();
        return new ScheduledSendPage(sends, Frames.toText(page.getNext()));
    }

    private static ScheduledSend.State state(io.warbler.proto.client.v1.ScheduledSendState state) {
        return switch (state) {
            case SCHEDULED_SEND_STATE_WAITING -> ScheduledSend.State.WAITING;
            case SCHEDULED_SEND_STATE_SENDING -> ScheduledSend.State.SENDING;
            case SCHEDULED_SEND_STATE_SENT -> ScheduledSend.State.SENT;
            case SCHEDULED_SEND_STATE_REFUSED -> ScheduledSend.State.REFUSED;
            case SCHEDULED_SEND_STATE_CANCELLED -> ScheduledSend.State.CANCELLED;
            case SCHEDULED_SEND_STATE_UNSPECIFIED, UNRECOGNIZED -> ScheduledSend.State.UNKNOWN;
        };
    }
}

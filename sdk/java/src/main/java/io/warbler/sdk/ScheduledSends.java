package io.warbler.sdk;

import io.warbler.proto.client.v1.CancelScheduledSend;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ReadScheduledSends;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.SendMessage;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Messages that are sent at a later time, by the server: this client need not be there. Whether the user may send is asked
 * then. Everything here may be repeated under the same name.
 */
public final class ScheduledSends {

    private final ClientCore core;

    ScheduledSends(ClientCore core) {
        this.core = core;
    }

    /** A new name for {@link #schedule}. */
    public static String newName() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /**
     * Has a message sent to a conversation.
     *
     * @param schedule its name, see {@link #newName}
     * @param dueAt a time to come, within 366 days
     */
    public CompletableFuture<ScheduledSend> schedule(
            String schedule, String conversation, NewMessage message, Instant dueAt) {
        return ask(asked(schedule, content(message).setConversation(conversation), dueAt));
    }

    /** The same to a user. */
    public CompletableFuture<ScheduledSend> scheduleToUser(
            String schedule, String user, NewMessage message, Instant dueAt) {
        return ask(asked(schedule, content(message).setUser(user), dueAt));
    }

    /**
     * Changes one that waits, unless it was changed meanwhile: then it is refused ({@code SCHEDULED_SEND_CHANGED}).
     *
     * @param seen it as the user saw it, from an answer, an event or a list
     */
    public CompletableFuture<ScheduledSend> change(ScheduledSend seen, NewMessage message, Instant dueAt) {
        return ask(asked(seen.schedule(), content(message).setConversation(seen.conversation()), dueAt)
                .setSeenUpdatedAtMs(seen.updatedAt().toEpochMilli()));
    }

    /** Takes one back that waits, or one that was refused off the list. */
    public CompletableFuture<ScheduledSend> cancel(String schedule) {
        return changed(ClientFrame.newBuilder()
                .setCancelScheduledSend(CancelScheduledSend.newBuilder().setSchedule(schedule)));
    }

    /**
     * A page of those that wait, and for 30 days of those that do so no more, in the order of their times.
     *
     * @param limit 1 to 100
     * @param next of the page before; empty for the first page
     */
    public CompletableFuture<ScheduledSendPage> list(int limit, String next) {
        var read = ReadScheduledSends.newBuilder().setLimit(limit).setCursor(Frames.toBytes(next));
        return core.ask(new Question<>(
                ClientFrame.newBuilder().setReadScheduledSends(read),
                answer -> ScheduleFrames.fromProto(answer.getScheduledSends())));
    }

    private CompletableFuture<ScheduledSend> ask(ScheduleSend.Builder asked) {
        return changed(ClientFrame.newBuilder().setScheduleSend(asked));
    }

    private static ScheduleSend.Builder asked(String schedule, ScheduledContent.Builder content, Instant dueAt) {
        return ScheduleSend.newBuilder()
                .setSchedule(schedule)
                .setDueAtMs(dueAt.toEpochMilli())
                .setContent(content);
    }

    private CompletableFuture<ScheduledSend> changed(ClientFrame.Builder frame) {
        return core.ask(new Question<>(frame, answer -> ScheduleFrames.fromProto(answer.getScheduledSend())));
    }

    private static ScheduledContent.Builder content(NewMessage message) {
        SendMessage said = message.content();
        var content = ScheduledContent.newBuilder().setReplyTo(said.getReplyTo());
        if (said.hasBody()) {
            content.setBody(said.getBody());
        }
        if (said.hasForward()) {
            content.setForward(said.getForward());
        }
        return content;
    }
}

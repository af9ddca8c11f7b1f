package io.warbler.message.schedule;

import io.warbler.boot.security.Principal;
import io.warbler.message.history.PageSize;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.message.schedule.SendScheduler.Asker;
import io.warbler.message.send.SendContent;
import io.warbler.message.send.SendRequest;
import io.warbler.proto.client.v1.CancelScheduledSend;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.delivery.v1.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Scheduled sends over REST.
@RestController
class ScheduleController {

    private static final String ONE = "/v1/scheduled-sends/{schedule}";

    private final ReadGate gate;
    private final SendScheduler scheduler;
    private final ScheduledSendReader scheduled;

    ScheduleController(ReadGate gate, SendScheduler scheduler, ScheduledSendReader scheduled) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.scheduled = scheduled;
    }

    /// One page; `cursor` is `next` of the page before, in either base64 alphabet.
    @GetMapping("/v1/scheduled-sends")
    ResponseEntity<String> list(
            Principal principal,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        int count = PageSize.count(limit);
        var after = ReadErrors.cursor(cursor);
        return ProtoJson.ok(gate.pass("scheduled", () -> scheduled.page(principal.user(), count, after)));
    }

    /// One of them.
    @GetMapping(ONE)
    ResponseEntity<String> read(Principal principal, @PathVariable("schedule") String schedule) {
        return ProtoJson.ok(gate.pass("scheduled", () -> scheduled.read(principal.user(), schedule)));
    }

    /// Keeps a new one, or changes one that waits.
    @PutMapping(ONE)
    ResponseEntity<String> schedule(
            Principal principal, @PathVariable("schedule") String schedule, @RequestBody Later later) {
        ScheduleSend asked = later.of(schedule);
        return ProtoJson.ok(gate.pass("schedule", () -> scheduler.schedule(asker(principal), asked)));
    }

    /// Takes it back.
    @DeleteMapping(ONE)
    ResponseEntity<String> cancel(Principal principal, @PathVariable("schedule") String schedule) {
        var asked = CancelScheduledSend.newBuilder().setSchedule(schedule).build();
        return ProtoJson.ok(gate.pass("cancel", () -> scheduler.cancel(asker(principal), asked)));
    }

    private static Asker asker(Principal principal) {
        return new Asker(principal.user(), principal.device(), Origin.getDefaultInstance());
    }

    /// @param dueAtMs         decimal
    /// @param seenUpdatedAtMs decimal: of what is changed, as its user saw it; of a new one nothing
    /// @param user            the peer of the DIRECT conversation that it goes to
    /// @param conversation    where to, instead of `user`
    /// @param text            what to say, if it is text alone
    /// @param body            any content, as `MessageBody` in JSON
    /// @param replyTo         decimal: the seq of the message that it answers
    /// @param forward         messages to copy, as `Forward` in JSON
    record Later(
            @Nullable String dueAtMs,
            @Nullable String seenUpdatedAtMs,
            @Nullable String user,
            @Nullable String conversation,
            @Nullable String text,
            @Nullable JsonNode body,
            @Nullable String replyTo,
            @Nullable JsonNode forward) {

        private ScheduleSend of(String schedule) {
            if ((user == null) == (conversation == null)) {
                throw ReadErrors.fieldInvalid("user, conversation (expected: one of them)");
            }
            var content = ScheduledContent.newBuilder();
            if (user != null) {
                content.setUser(user);
            }
            if (conversation != null) {
                content.setConversation(conversation);
            }
            SendMessage said = said();
            if (said.hasBody()) {
                content.setBody(said.getBody());
            }
            if (said.hasForward()) {
                content.setForward(said.getForward());
            }
            return ScheduleSend.newBuilder()
                    .setSchedule(schedule)
                    .setDueAtMs(ReadErrors.decimal("dueAtMs", dueAtMs))
                    .setSeenUpdatedAtMs(
                            seenUpdatedAtMs == null ? 0 : ReadErrors.decimal("seenUpdatedAtMs", seenUpdatedAtMs))
                    .setContent(content.setReplyTo(said.getReplyTo()))
                    .build();
        }

        private SendMessage said() {
            var send = SendMessage.newBuilder().setBody(MessageBody.newBuilder().setText(text == null ? "" : text));
            return SendContent.into(send, new SendRequest(text, body, replyTo, forward, null, null, null))
                    .build();
        }
    }
}

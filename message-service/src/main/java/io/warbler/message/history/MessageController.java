package io.warbler.message.history;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Message;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// One message over REST: where a link to a message leads.
@RestController
class MessageController {

    private final ReadGate gate;
    private final MessageFinder messages;

    MessageController(ReadGate gate, MessageFinder messages) {
        this.gate = gate;
        this.messages = messages;
    }

    /// The message at a seq.
    @GetMapping("/v1/conversations/{conversation}/messages/{seq}")
    ResponseEntity<String> read(
            Principal principal, @PathVariable("conversation") String conversation, @PathVariable("seq") String seq) {
        ConversationId id = ReadErrors.conversation(conversation);
        long place = seq(seq);
        Message message = gate.pass("message", () -> messages.find(principal.user(), id, place))
                .orElseThrow(MessageController::unknown);
        return ProtoJson.ok(message);
    }

    private static long seq(String value) {
        try {
            long seq = Long.parseLong(value);
            if (seq > 0) {
                return seq;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw ReadErrors.fieldInvalid("seq (expected: a decimal number from 1)");
    }

    private static ApiException unknown() {
        return new ApiException(
                ErrorCode.MESSAGE_UNKNOWN.name(),
                ErrorCategory.NOT_FOUND,
                "No message that the user can read stands there.");
    }
}

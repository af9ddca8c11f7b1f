package io.warbler.message.change;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.PollClosed;
import io.warbler.proto.client.v1.PollVoted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Votes in polls over REST, and their end.
@RestController
class PollController {

    private static final String MESSAGE = "/v1/conversations/{conversation}/messages/{seq}";

    private final MessageChanger changer;

    PollController(MessageChanger changer) {
        this.changer = changer;
    }

    /// What the user chooses from now on; nothing: the vote is taken back.
    @PutMapping(MESSAGE + "/vote")
    ResponseEntity<String> vote(
            Principal principal,
            ConversationId conversation,
            @PathVariable("seq") long seq,
            IdempotencyKey key,
            @RequestBody Vote vote) {
        var voted = MessageChange.newBuilder().setTargetSeq(seq).setPollVoted(vote.toProto());
        return changer.change(principal, conversation, key, voted);
    }

    /// Ends a poll.
    @PostMapping(MESSAGE + "/close")
    ResponseEntity<String> close(
            Principal principal, ConversationId conversation, @PathVariable("seq") long seq, IdempotencyKey key) {
        var closed = MessageChange.newBuilder().setTargetSeq(seq).setPollClosed(PollClosed.getDefaultInstance());
        return changer.change(principal, conversation, key, closed);
    }

    /// @param options places of options, from 0, rising
    record Vote(@Nullable List<Integer> options) {

        PollVoted toProto() {
            var voted = PollVoted.newBuilder();
            for (Integer option : options == null ? List.<Integer>of() : options) {
                voted.addOptions(place(option));
            }
            return voted.build();
        }

        private static int place(@Nullable Integer option) {
            if (option == null) {
                throw ReadErrors.fieldInvalid("options (expected: numbers)");
            }
            return option;
        }
    }
}

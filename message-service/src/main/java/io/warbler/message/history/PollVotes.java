package io.warbler.message.history;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.PollVoter;
import io.warbler.proto.client.v1.PollVoters;
import io.warbler.proto.store.v1.PollState;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/// Who voted in a poll, for a member who may see it; of an anonymous one nobody is told. Blocks; call on a virtual
/// thread.
@Component
public class PollVotes {

    private final MessageDetails details;

    PollVotes(MessageDetails details) {
        this.details = details;
    }

    /// One page.
    ///
    /// @param cursor `next` of the page before; empty for the first
    public PollVoters read(UserId user, ConversationId conversation, long seq, String cursor, int limit) {
        TimelineRow row = details.visible(user, conversation, seq);
        check(row);
        PollState poll = row.state().getPoll();
        List<PollVoter> rest = poll.getBallotsList().stream()
                .filter(ballot -> ballot.getUser().compareTo(cursor) > 0)
                .map(ballot -> PollVoter.newBuilder()
                        .setUser(ballot.getUser())
                        .addAllOptions(ballot.getOptionsList())
                        .build())
                .sorted(Comparator.comparing(PollVoter::getUser))
                .toList();
        List<PollVoter> told = rest.stream().limit(limit).toList();
        var voters = PollVoters.newBuilder().addAllVoters(told);
        return rest.size() > told.size()
                ? voters.setNext(told.getLast().getUser()).build()
                : voters.build();
    }

    private static void check(TimelineRow row) {
        if (row.message().getKind() != MessageKind.MESSAGE_KIND_POLL) {
            throw refused(ErrorCode.MESSAGE_NOT_A_POLL, ErrorCategory.CONFLICT, "The message is no poll.");
        }
        boolean isAnonymous = row.message().getBody().getPoll().getAnonymous()
                || row.state().getPoll().getTally().getAnonymous();
        if (isAnonymous) {
            throw refused(ErrorCode.POLL_ANONYMOUS, ErrorCategory.FORBIDDEN, "Nobody is told who voted in it.");
        }
    }

    private static ApiException refused(ErrorCode code, ErrorCategory category, String detail) {
        return new ApiException(code.name(), category, detail);
    }
}

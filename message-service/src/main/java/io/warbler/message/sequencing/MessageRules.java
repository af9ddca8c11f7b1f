package io.warbler.message.sequencing;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.ChangeLimits;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.Target;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.PollState;
import io.warbler.proto.store.v1.ReactionState;
import java.util.List;
import java.util.Optional;

/// Who may change a message, and until when: by the actor's place at this position, by what became of the
/// message so far, and by the time at which the log took the record. The table is in
/// docs/protocol.md#changing-messages.
final class MessageRules {

    private final ConversationState state;
    private final MessageChange asked;
    private final String actor;
    private final Target target;
    private final ChangeLimits limits;
    private final int bodyBytes;
    private final boolean mentionsAll;
    private final long timeMs;

    MessageRules(ConversationState state, ChangeOfMessage change, long timeMs) {
        this.state = state;
        this.asked = change.getChange();
        this.actor = change.getId().getSender();
        this.target = change.getTarget();
        this.limits = change.getLimits();
        this.bodyBytes = change.getBody().size();
        this.mentionsAll = change.getMentionsAll();
        this.timeMs = timeMs;
    }

    /// Why the change is refused; empty when it is not.
    Optional<ErrorCode> refusal() {
        return standing().or(this::targeting).or(this::changing);
    }

    private Optional<ErrorCode> standing() {
        Group group = state.group();
        if (group == null) {
            return ConversationId.isGroup(state.conversation())
                    ? Optional.of(ErrorCode.CONVERSATION_UNKNOWN)
                    : refusedIf(!state.writingAllowed(), ErrorCode.DIRECT_NOT_ALLOWED);
        }
        if (!state.member(actor).isMember()) {
            return Optional.of(ErrorCode.CONVERSATION_UNKNOWN);
        }
        return refusedIf(group.isDissolved(), ErrorCode.GROUP_DISSOLVED);
    }

    private Optional<ErrorCode> targeting() {
        boolean isThere = target.getSeq() >= 1
                && target.getSeq() <= state.counters().seq()
                && target.getKind() != MessageKind.MESSAGE_KIND_LOST
                && state.sees(actor, target.getSeq());
        if (!isThere) {
            return Optional.of(ErrorCode.MESSAGE_UNKNOWN);
        }
        return refusedIf(message().hasDeletion(), ErrorCode.MESSAGE_DELETED);
    }

    private Optional<ErrorCode> changing() {
        return switch (asked.getWhatCase()) {
            case EDITED -> speaking().or(this::editing);
            case DELETED -> deleting();
            case REACTION_ADDED ->
                reacting().or(() -> adding(asked.getReactionAdded().getReaction()));
            case REACTION_REMOVED ->
                reacting()
                        .or(() -> refusedIf(
                                !isReacting(asked.getReactionRemoved().getReaction()), ErrorCode.MESSAGE_UNCHANGED));
            case PINNED -> pinning().or(this::oneMorePin);
            case UNPINNED -> pinning().or(() -> refusedIf(!message().getPinned(), ErrorCode.MESSAGE_UNCHANGED));
            case POLL_VOTED -> voting();
            case POLL_CLOSED ->
                PollBallots.obstacle(message().getPoll(), target, timeMs).or(this::closing);
            case WHAT_NOT_SET -> Optional.of(ErrorCode.MESSAGE_CHANGE_INVALID);
        };
    }

    /// As for a message, but for slow mode.
    private Optional<ErrorCode> speaking() {
        return ifHas(GroupPermission.SEND);
    }

    /// As for a message in a group; in a channel every member, who says nothing else there.
    private Optional<ErrorCode> reacting() {
        return ifHas(GroupPermission.REACT);
    }

    private Optional<ErrorCode> ifHas(GroupPermission permission) {
        if (!may(permission)) {
            return Optional.of(ErrorCode.GROUP_FORBIDDEN);
        }
        return refusedIf(state.member(actor).isMutedAt(timeMs), ErrorCode.MEMBER_MUTED);
    }

    private Optional<ErrorCode> editing() {
        if (!isOwn()) {
            return Optional.of(ErrorCode.MESSAGE_NOT_OWN);
        }
        if (target.getKind() != MessageKind.MESSAGE_KIND_TEXT || target.getForwarded()) {
            return Optional.of(ErrorCode.MESSAGE_NOT_EDITABLE);
        }
        if (isOlderThan(limits.getEditWindowMs())) {
            return Optional.of(ErrorCode.MESSAGE_CHANGE_TOO_LATE);
        }
        if (mentionsAll && !may(GroupPermission.MENTION_ALL)) {
            return Optional.of(ErrorCode.GROUP_FORBIDDEN);
        }
        if (bodyBytes > limits.getMaxBodyBytes()) {
            return Optional.of(ErrorCode.BODY_TOO_LARGE);
        }
        return refusedIf(message().getEditsCount() >= limits.getMaxEdits(), ErrorCode.EDIT_LIMIT_REACHED);
    }

    /// Nobody is kept from taking back what they said, muted or not.
    private Optional<ErrorCode> deleting() {
        boolean isModerator = state.group() != null && may(GroupPermission.DELETE_MESSAGES);
        if (isModerator) {
            return Optional.empty();
        }
        if (!isOwn()) {
            return Optional.of(ErrorCode.MESSAGE_NOT_OWN);
        }
        return refusedIf(isOlderThan(limits.getDeleteWindowMs()), ErrorCode.MESSAGE_CHANGE_TOO_LATE);
    }

    private Optional<ErrorCode> adding(String reaction) {
        if (isReacting(reaction)) {
            return Optional.of(ErrorCode.MESSAGE_UNCHANGED);
        }
        long own = message().getReactionsList().stream().filter(this::isOf).count();
        boolean isKnown = message().getReactionsList().stream()
                .anyMatch(it -> it.getReaction().equals(reaction));
        long all = message().getReactionsList().stream()
                .mapToLong(ReactionState::getUsersCount)
                .sum();
        boolean oneKindTooMany = !isKnown && message().getReactionsCount() >= limits.getMaxReactionKinds();
        boolean oneInAllTooMany = limits.getMaxReactions() > 0 && all >= limits.getMaxReactions();
        return refusedIf(
                own >= limits.getMaxOwnReactions() || oneInAllTooMany || oneKindTooMany,
                ErrorCode.REACTION_LIMIT_REACHED);
    }

    private Optional<ErrorCode> pinning() {
        return ifHas(GroupPermission.PIN);
    }

    private Optional<ErrorCode> oneMorePin() {
        if (message().getPinned()) {
            return Optional.of(ErrorCode.MESSAGE_UNCHANGED);
        }
        return refusedIf(state.pins().size() >= limits.getMaxPins(), ErrorCode.PIN_LIMIT_REACHED);
    }

    /// Every member, also where only admins send; as for a message, who is muted waits.
    private Optional<ErrorCode> voting() {
        if (state.member(actor).isMutedAt(timeMs)) {
            return Optional.of(ErrorCode.MEMBER_MUTED);
        }
        PollState poll = message().getPoll();
        List<Integer> options = asked.getPollVoted().getOptionsList();
        return PollBallots.obstacle(poll, target, timeMs)
                .or(() -> PollBallots.refusal(poll, target.getPoll(), actor, options));
    }

    /// Who could delete it; the author without a window.
    private Optional<ErrorCode> closing() {
        boolean isModerator = state.group() != null && may(GroupPermission.DELETE_MESSAGES);
        return refusedIf(!isOwn() && !isModerator, ErrorCode.MESSAGE_NOT_OWN);
    }

    private boolean may(GroupPermission permission) {
        Group group = state.group();
        return group == null
                || permission.isGranted(state.member(actor).role(), group.settings(), state.conversation());
    }

    private boolean isReacting(String reaction) {
        return message().getReactionsList().stream()
                .anyMatch(it -> it.getReaction().equals(reaction) && isOf(it));
    }

    private boolean isOf(ReactionState reaction) {
        return reaction.getUsersList().contains(actor);
    }

    private boolean isOwn() {
        return target.getSender().equals(actor);
    }

    private boolean isOlderThan(long windowMs) {
        return timeMs > target.getSentAtMs() + windowMs;
    }

    private MessageState message() {
        return state.target(target.getOrdinal());
    }

    private static Optional<ErrorCode> refusedIf(boolean wrong, ErrorCode code) {
        return wrong ? Optional.of(code) : Optional.empty();
    }
}

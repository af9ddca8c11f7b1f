package io.warbler.message.fanout;

import io.warbler.kernel.ConversationId;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Decision.Appended;
import io.warbler.message.sequencing.Row;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Of whom it must be known where they are before a batch is told: of few, however large a group is.
///
/// @param users  whom deliveries name
/// @param groups large groups, whose members deliveries do not name
public record Audience(Set<String> users, Set<String> groups) {

    /// Of everything that a batch tells.
    ///
    /// @param above groups with more members are large
    public static Audience of(Collection<Decision> decisions, Collection<RepairedConversation> repaired, int above) {
        var audience = new Audience(new HashSet<>(), new HashSet<>());
        for (Decision decision : decisions) {
            if (decision.appended() != null) {
                audience.add(decision.appended(), above);
            }
            JoinTelling.of(decision).map(JoinTelling::user).ifPresent(audience.users()::add);
        }
        for (RepairedConversation conversation : repaired) {
            if (isLarge(conversation, above)) {
                audience.groups().add(conversation.conversation());
                audience.users().addAll(conversation.places().keySet());
            } else {
                audience.users().addAll(conversation.members());
            }
        }
        return audience;
    }

    boolean isEmpty() {
        return users.isEmpty() && groups.isEmpty();
    }

    private void add(Appended appended, int above) {
        if (isLarge(appended, above)) {
            groups.add(appended.event().stamp().conversation());
            users.addAll(appended.crowd().changed().keySet());
            users.addAll(appended.crowd().managers());
            if (appended.event() instanceof Row.Event event && ChannelEvent.isOne(event)) {
                users.addAll(ChannelEvent.named(event, appended));
            }
        } else {
            users.addAll(appended.recipients());
        }
    }

    /// Whether gateways know the members by now.
    static boolean isLarge(Appended appended, int above) {
        return appended.crowd().before() > above;
    }

    static boolean isLarge(RepairedConversation repaired, int above) {
        return ConversationId.isGroup(repaired.conversation()) && repaired.memberCount() > above;
    }

    /// Whether gateways have to know the members from now on.
    static boolean becomesLarge(Appended appended, int above) {
        return appended.crowd().before() <= above && appended.group().getMemberCount() > above;
    }
}

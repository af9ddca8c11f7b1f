package io.warbler.message.sequencing;

import io.warbler.proto.store.v1.GroupState;
import java.util.ArrayList;
import java.util.List;

/// The rows about members that an event leaves beside itself.
final class MemberRows {

    private MemberRows() {}

    static List<Row> of(Row.Event event, List<MemberList.Effect> effects, GroupState after) {
        List<Row> rows = new ArrayList<>();
        for (MemberList.Effect effect : effects) {
            rows.add(new Row.GroupMember(event.stamp(), effect.user(), effect.after()));
            if (effect.concernsMember()) {
                rows.add(new Row.GroupMembership(event.stamp(), effect.user(), effect.after(), asLeft(effect, after)));
            }
        }
        return rows;
    }

    private static GroupState asLeft(MemberList.Effect effect, GroupState after) {
        return effect.after().isMember()
                ? GroupState.getDefaultInstance()
                : after.toBuilder().clearLastSends().clearInvites().build();
    }
}

package io.warbler.sdk.group;

import java.util.List;

/**
 * Some members of a group, in the order of their ids.
 *
 * @param next to be given for the page that follows; empty when there is none
 */
public record GroupMemberPage(List<GroupMember> members, String next) {

    public GroupMemberPage {
        members = List.copyOf(members);
    }
}

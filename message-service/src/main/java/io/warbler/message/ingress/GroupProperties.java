package io.warbler.message.ingress;

import io.warbler.proto.Limits;
import io.warbler.proto.log.v1.GroupLimits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How large groups and channels may become. Stamped into each record: a new value counts for what comes after it, and
/// takes nobody out of a group that has more.
///
/// @param maxMembers most members of a group
@ConfigurationProperties(prefix = "warbler.message.group", ignoreUnknownFields = false)
record GroupProperties(
        @DefaultValue("" + Limits.MAX_GROUP_MEMBERS) int maxMembers) {

    GroupProperties {
        if (maxMembers < 2 || maxMembers > Limits.MAX_GROUP_MEMBERS) {
            throw new IllegalArgumentException("warbler.message.group.max-members: " + maxMembers + " (expected: 2 to "
                    + Limits.MAX_GROUP_MEMBERS + ")");
        }
    }

    GroupLimits limits() {
        return GroupLimits.newBuilder()
                .setMaxMembers(maxMembers)
                .setMaxInvites(Limits.MAX_INVITES)
                .setMaxJoinRequests(Limits.MAX_JOIN_REQUESTS)
                .build();
    }
}

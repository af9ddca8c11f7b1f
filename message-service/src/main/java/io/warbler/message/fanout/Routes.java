package io.warbler.message.fanout;

import io.warbler.boot.delivery.NodeAddress;
import java.util.Map;
import java.util.Set;

/// Where users are connected, as read after the rows became durable.
///
/// @param nodesByUser gateway nodes that hold a connection of the user; users without any may be absent
/// @param nodesByGroup gateway nodes that host members of a large group; groups without any may be absent
/// @param broadcast nodes whose routes cannot be trusted now: they get everything and drop what is not theirs
/// @param live the gateways that were live when the read began
/// @param isWhole Redis lost no routes of late, so that gateways beyond `live` are reached, too
record Routes(
        Map<String, Set<NodeAddress>> nodesByUser,
        Map<String, Set<NodeAddress>> nodesByGroup,
        Set<NodeAddress> broadcast,
        Set<NodeAddress> live,
        boolean isWhole) {

    Set<NodeAddress> of(String user) {
        return nodesByUser.getOrDefault(user, Set.of());
    }

    Set<NodeAddress> hosting(String group) {
        return nodesByGroup.getOrDefault(group, Set.of());
    }
}

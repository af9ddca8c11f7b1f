package io.warbler.message.fanout;

import io.warbler.boot.delivery.NodeAddress;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The product's plan of deliveries, for tests of other packages.
public final class PlannedDeliveries {

    private PlannedDeliveries() {}

    /// What is published after these decisions of partition 0, for routes as they were read; nobody's group is large.
    public static List<DeliveryRecord> of(
            List<Decision> decisions,
            List<RepairedConversation> repaired,
            Map<String, Set<NodeAddress>> nodesByUser,
            Set<NodeAddress> broadcast) {
        return of(decisions, repaired, nodesByUser, Map.of(), broadcast, Integer.MAX_VALUE);
    }

    /// The same where groups with more members than that are large, and these nodes host them; what messages answer was
    /// not found in time.
    // allow ParameterNumber: what was decided, and all that was read
    public static List<DeliveryRecord> of(
            List<Decision> decisions,
            List<RepairedConversation> repaired,
            Map<String, Set<NodeAddress>> nodesByUser,
            Map<String, Set<NodeAddress>> nodesByGroup,
            Set<NodeAddress> broadcast,
            int largeAbove) {
        return of(decisions, repaired, Map.of(), nodesByUser, nodesByGroup, broadcast, largeAbove);
    }

    /// The same with what messages answer.
    // allow ParameterNumber: what was decided, and all that was read
    public static List<DeliveryRecord> of(
            List<Decision> decisions,
            List<RepairedConversation> repaired,
            Map<Row.Stamp, ReplyPreview> previews,
            Map<String, Set<NodeAddress>> nodesByUser,
            Map<String, Set<NodeAddress>> nodesByGroup,
            Set<NodeAddress> broadcast,
            int largeAbove) {
        var routes = new Routes(nodesByUser, nodesByGroup, broadcast, Set.of(), true);
        var plan = new DeliveryPlan(routes, previews, Map.of(), largeAbove);
        repaired.forEach(plan::add);
        decisions.forEach(decision -> plan.add(0, decision));
        return plan.records();
    }
}

package io.warbler.message.fanout;

import io.warbler.boot.delivery.NodeAddress;
import io.warbler.message.sequencing.Decision;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The product's plan of deliveries, for tests of other packages.
public final class PlannedDeliveries {

    private PlannedDeliveries() {}

    /// What is published after these decisions of partition 0, for routes as they were read.
    public static List<DeliveryRecord> of(
            List<Decision> decisions,
            List<RepairedConversation> repaired,
            Map<String, Set<NodeAddress>> nodesByUser,
            Set<NodeAddress> broadcast) {
        var plan = new DeliveryPlan(new Routes(nodesByUser, broadcast, Set.of(), true));
        repaired.forEach(plan::add);
        decisions.forEach(decision -> plan.add(0, decision));
        return plan.records();
    }
}

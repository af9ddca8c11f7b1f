package io.warbler.message.fanout;

import io.warbler.message.cache.EventProto;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is told of a vote in an anonymous poll: who it was, and for what, to nobody but the voter.
final class SecretVote {

    private SecretVote() {}

    static List<DeliveryPlan.Version> versions(Row.Event row, Decision.Appended appended) {
        Event whole = EventProto.toProto(row);
        Event secret = EventProto.withoutVoter(whole);
        Set<String> voter = new HashSet<>(Set.of(row.actor()));
        voter.retainAll(appended.recipients());
        Set<String> others = new HashSet<>(appended.recipients());
        others.removeAll(voter);
        others.removeAll(appended.unsighted());
        Set<String> unsighted = new HashSet<>(appended.unsighted());
        unsighted.removeAll(voter);
        List<DeliveryPlan.Version> versions = new ArrayList<>();
        versions.add(version(row, whole, voter));
        versions.add(version(row, secret, others));
        if (!unsighted.isEmpty()) {
            versions.add(version(row, EventProto.withoutContent(secret), unsighted));
        }
        return versions;
    }

    private static DeliveryPlan.Version version(Row.Event row, Event told, Set<String> users) {
        var frame = ServerFrame.newBuilder().setEvent(told).build();
        return new DeliveryPlan.Version(DeliveryPlan.event(row, frame), users);
    }
}

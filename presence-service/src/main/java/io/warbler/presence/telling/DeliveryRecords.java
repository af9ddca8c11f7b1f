package io.warbler.presence.telling;

import com.google.common.collect.Lists;
import com.google.protobuf.ByteString;
import io.warbler.kernel.UserId;
import io.warbler.presence.presence.NodeEpoch;
import io.warbler.presence.presence.PresenceProto;
import io.warbler.presence.presence.UserPresence;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects what some watchers are told: one record per gateway node, unless it would grow too large.
final class DeliveryRecords {

    /// Not of the log.
    private static final int NO_PARTITION = -1;
    /// Well below Kafka's 1 MiB.
    private static final int MAX_RECORD_BYTES = 512 * 1_024;

    private static final int MAX_RECIPIENTS = 5_000;

    private final Map<NodeEpoch, DeliveryRecord.Builder> open = new LinkedHashMap<>();
    private final Map<NodeEpoch, Integer> openBytes = new HashMap<>();
    private final List<DeliveryRecord> full = new ArrayList<>();

    /// Tells watchers who may know the presence, and the others what strangers see: a friendship may have ended while
    /// they watched.
    void add(UserPresence presence, List<Watcher> watchers, Set<UserId> friends) {
        UserId user = presence.user();
        Map<NodeEpoch, List<String>> told = new LinkedHashMap<>();
        Map<NodeEpoch, List<String>> others = new LinkedHashMap<>();
        for (Watcher watcher : watchers) {
            boolean isAllowed = watcher.user().equals(user) || friends.contains(watcher.user());
            (isAllowed ? told : others)
                    .computeIfAbsent(watcher.node(), _ -> new ArrayList<>())
                    .add(watcher.user().value());
        }
        add(presence, told);
        add(new UserPresence.Offline(user), others);
    }

    List<DeliveryRecord> records() {
        List<DeliveryRecord> all = new ArrayList<>(full);
        open.values().forEach(record -> all.add(record.build()));
        return all;
    }

    private void add(UserPresence presence, Map<NodeEpoch, List<String>> recipientsByNode) {
        ByteString frame = ServerFrame.newBuilder()
                .setPresence(PresenceList.newBuilder().addPresences(PresenceProto.toProto(presence)))
                .build()
                .toByteString();
        recipientsByNode.forEach((node, recipients) -> Lists.partition(recipients, MAX_RECIPIENTS)
                .forEach(part -> add(
                        node,
                        Delivery.newBuilder()
                                .setFrame(frame)
                                .addAllRecipients(part)
                                .build())));
    }

    private void add(NodeEpoch node, Delivery delivery) {
        int bytes = openBytes.getOrDefault(node, 0) + delivery.getSerializedSize();
        if (bytes > MAX_RECORD_BYTES && open.containsKey(node)) {
            full.add(open.remove(node).build());
            bytes = delivery.getSerializedSize();
        }
        openBytes.put(node, bytes);
        open.computeIfAbsent(node, DeliveryRecords::record).addDeliveries(delivery);
    }

    private static DeliveryRecord.Builder record(NodeEpoch node) {
        return DeliveryRecord.newBuilder()
                .setNode(node.node())
                .setEpoch(Long.parseLong(node.epoch()))
                .setPartition(NO_PARTITION);
    }
}

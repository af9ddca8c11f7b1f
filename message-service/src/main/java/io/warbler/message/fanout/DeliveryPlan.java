package io.warbler.message.fanout;

import com.google.protobuf.ByteString;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.cache.EventProto;
import io.warbler.message.cache.MessageProto;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.log.v1.ReplyTo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns decisions of one batch into delivery records: per gateway node, in log order, one delivery per message
/// whatever
/// the number of members there.
final class DeliveryPlan {

    /// Well below Kafka's 1 MiB.
    private static final int MAX_RECORD_BYTES = 512 * 1_024;

    private final Routes routes;
    private final Map<Target, DeliveryRecord.Builder> open = new LinkedHashMap<>();
    private final Map<Target, Integer> openBytes = new HashMap<>();
    private final List<DeliveryRecord> records = new ArrayList<>();

    DeliveryPlan(Routes routes) {
        this.routes = routes;
    }

    /// Adds what one decision tells whom.
    void add(int partition, Decision decision) {
        Position position = decision.entry().position();
        Set<NodeAddress> told = new HashSet<>();
        Delivery.@Nullable Builder event = event(decision);
        if (event != null) {
            addWithoutContent(partition, decision);
            byNode(sighted(decision)).forEach((node, recipients) -> {
                var delivery = event.clone().addAllRecipients(recipients);
                if (isReplyNode(decision.record().getReplyTo(), node)) {
                    delivery.setVerdict(verdict(decision));
                }
                told.add(node);
                add(new Target(node, partition, position.generation()), delivery.build());
            });
        }
        addVerdictAlone(partition, decision, told);
    }

    /// Members who may not see the message that an event changes learn only that there is an event at this seq.
    private void addWithoutContent(int partition, Decision decision) {
        Set<String> unsighted = Objects.requireNonNull(decision.appended()).unsighted();
        if (unsighted.isEmpty() || !(decision.appended().event() instanceof Row.Event event)) {
            return;
        }
        var frame = ServerFrame.newBuilder().setEvent(EventProto.withoutContent(EventProto.toProto(event)));
        var delivery = Delivery.newBuilder()
                .setConversation(event.stamp().conversation())
                .setSeq(event.seq())
                .setFrame(frame.build().toByteString());
        byNode(unsighted)
                .forEach((node, recipients) -> add(
                        new Target(node, partition, event.stamp().position().generation()),
                        delivery.clone().addAllRecipients(recipients).build()));
    }

    private static Set<String> sighted(Decision decision) {
        Set<String> unsighted = Objects.requireNonNull(decision.appended()).unsighted();
        if (unsighted.isEmpty()) {
            return users(decision);
        }
        Set<String> sighted = new HashSet<>(users(decision));
        sighted.removeAll(unsighted);
        return sighted;
    }

    /// Adds a hint for the members: nobody pushes what became readable without being appended.
    void add(RepairedConversation repaired) {
        var behind = ServerFrame.newBuilder()
                .setBehind(Behind.newBuilder()
                        .setConversation(repaired.conversation())
                        .setLastSeq(repaired.lastSeq()))
                .build();
        var hint = Delivery.newBuilder()
                .setConversation(repaired.conversation())
                .setSeq(repaired.lastSeq())
                .setFrame(behind.toByteString());
        byNode(repaired.members())
                .forEach((node, members) -> add(
                        new Target(node, repaired.partition(), repaired.generation()),
                        hint.clone().addAllRecipients(members).build()));
    }

    List<DeliveryRecord> records() {
        open.values().forEach(builder -> records.add(builder.build()));
        open.clear();
        return records;
    }

    /// The users whose routes the decision needs.
    static Set<String> users(Decision decision) {
        if (decision.appended() == null) {
            return Set.of();
        }
        return decision.appended().recipients();
    }

    private void addVerdictAlone(int partition, Decision decision, Set<NodeAddress> told) {
        if (decision.verdict() == null || !decision.record().hasReplyTo()) {
            return;
        }
        ReplyTo replyTo = decision.record().getReplyTo();
        var node = new NodeAddress(replyTo.getNode(), replyTo.getEpoch());
        if (told.contains(node)) {
            return;
        }
        var delivery = Delivery.newBuilder()
                .setConversation(decision.record().getConversation())
                .setVerdict(verdict(decision))
                .build();
        add(new Target(node, partition, decision.entry().position().generation()), delivery);
    }

    private Map<NodeAddress, Set<String>> byNode(Set<String> users) {
        Map<NodeAddress, Set<String>> recipients = new HashMap<>();
        for (String user : users) {
            routes.of(user)
                    .forEach(node -> recipients
                            .computeIfAbsent(node, _ -> new HashSet<>())
                            .add(user));
            routes.broadcast()
                    .forEach(node -> recipients
                            .computeIfAbsent(node, _ -> new HashSet<>())
                            .add(user));
        }
        return recipients;
    }

    private static Delivery.@Nullable Builder event(Decision decision) {
        if (decision.appended() == null) {
            return null;
        }
        Row.Numbered row = decision.appended().event();
        return Delivery.newBuilder()
                .setConversation(row.stamp().conversation())
                .setSeq(row.seq())
                .setFrame(frame(row).toByteString());
    }

    private static ServerFrame frame(Row.Numbered row) {
        return switch (row) {
            case Row.Message message ->
                ServerFrame.newBuilder()
                        .setMessage(MessageProto.toProto(message))
                        .build();
            case Row.Event event ->
                ServerFrame.newBuilder().setEvent(EventProto.toProto(event)).build();
        };
    }

    private static io.warbler.proto.delivery.v1.Verdict verdict(Decision decision) {
        ReplyTo replyTo = decision.record().getReplyTo();
        Verdict verdict = Objects.requireNonNull(decision.verdict(), "verdict of an attempt");
        ByteString frame = VerdictProto.toFrame(decision.record(), verdict).toByteString();
        return io.warbler.proto.delivery.v1.Verdict.newBuilder()
                .setConnection(replyTo.getConnection())
                .setRequestId(replyTo.getRequestId())
                .setFrame(frame)
                .build();
    }

    private static boolean isReplyNode(ReplyTo replyTo, NodeAddress node) {
        return replyTo.getNode().equals(node.node()) && replyTo.getEpoch() == node.epoch();
    }

    private void add(Target target, Delivery delivery) {
        int bytes = openBytes.getOrDefault(target, 0) + delivery.getSerializedSize();
        DeliveryRecord.Builder builder = open.get(target);
        if (builder != null && bytes > MAX_RECORD_BYTES) {
            records.add(builder.build());
            builder = null;
            bytes = delivery.getSerializedSize();
        }
        if (builder == null) {
            builder = target.newRecord();
            open.put(target, builder);
        }
        builder.addDeliveries(delivery);
        openBytes.put(target, bytes);
    }

    private record Target(NodeAddress node, int partition, int generation) {

        private DeliveryRecord.Builder newRecord() {
            return DeliveryRecord.newBuilder()
                    .setNode(node.node())
                    .setEpoch(node.epoch())
                    .setPartition(partition)
                    .setGeneration(generation);
        }
    }
}

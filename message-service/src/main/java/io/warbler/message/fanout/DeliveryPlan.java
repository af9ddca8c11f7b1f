package io.warbler.message.fanout;

import com.google.protobuf.ByteString;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.cache.EventProto;
import io.warbler.message.cache.MessageProto;
import io.warbler.message.hiding.Hiders;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Discretion;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.Behind;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.delivery.v1.LocalMembers;
import io.warbler.proto.delivery.v1.Place;
import io.warbler.proto.log.v1.ReplyTo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Turns decisions of one batch into delivery records: per gateway node, in log order, one delivery per message
/// whatever
/// the number of members there.
final class DeliveryPlan {

    /// Well below Kafka's 1 MiB.
    private static final int MAX_RECORD_BYTES = 512 * 1_024;
    /// In one delivery: some 100 KB.
    private static final int MAX_PLACES = 2_000;

    private final Routes routes;
    private final Map<Target, DeliveryRecord.Builder> open = new LinkedHashMap<>();
    private final Map<Target, Integer> openBytes = new HashMap<>();
    private final List<DeliveryRecord> records = new ArrayList<>();

    private final Map<Row.Stamp, ReplyPreview> previews;
    private final Map<Row.Stamp, Hiders> hiders;
    private final int largeAbove;

    /// @param previews   what messages of these stamps answer, for those who can read it
    /// @param hiders     who hid the message that the event of these stamps is about
    /// @param largeAbove groups with more members are large: gateways know who may be told
    DeliveryPlan(Routes routes, Map<Row.Stamp, ReplyPreview> previews, Map<Row.Stamp, Hiders> hiders, int largeAbove) {
        this.routes = routes;
        this.previews = previews;
        this.hiders = hiders;
        this.largeAbove = largeAbove;
    }

    /// Adds what one decision tells whom.
    void add(int partition, Decision decision) {
        Position position = decision.entry().position();
        Set<NodeAddress> told = new HashSet<>();
        if (decision.appended() != null) {
            versions(unseen(decision.appended()))
                    .forEach(version -> nodes(version).forEach((node, recipients) -> {
                        var delivery = version.event().clone().addAllRecipients(recipients);
                        if (told.add(node) && isReplyNode(decision.record().getReplyTo(), node)) {
                            delivery.setVerdict(verdict(decision));
                        }
                        add(new Target(node, partition, position.generation()), delivery.build());
                    }));
        }
        addVerdictAlone(partition, decision, told);
        JoinTelling.of(decision)
                .ifPresent(telling -> byNode(Set.of(telling.user()))
                        .forEach((node, asker) -> add(
                                new Target(node, partition, position.generation()),
                                telling.delivery()
                                        .clone()
                                        .addAllRecipients(asker)
                                        .build())));
    }

    /// Whom to name to which node: nobody of a large group's members.
    private Map<NodeAddress, Set<String>> nodes(Version version) {
        if (version.isForHosts()) {
            // a node passes over whom it does not host: a route that comes late leaves nobody out
            Map<NodeAddress, Set<String>> nodes = new HashMap<>(byNode(version.users()));
            hosting(version.event().getConversation()).forEach(node -> nodes.put(node, version.users()));
            return nodes;
        }
        if (!version.event().hasLocalMembers()) {
            return byNode(version.users());
        }
        Map<NodeAddress, Set<String>> nodes = new HashMap<>();
        byNode(version.users()).keySet().forEach(node -> nodes.put(node, Set.of()));
        hosting(version.event().getConversation()).forEach(node -> nodes.put(node, Set.of()));
        return nodes;
    }

    private Set<NodeAddress> hosting(String group) {
        Set<NodeAddress> nodes = new HashSet<>(routes.hosting(group));
        nodes.addAll(routes.broadcast());
        return nodes;
    }

    /// Adds a hint for the members: nobody pushes what became readable without being appended.
    void add(RepairedConversation repaired) {
        var behind = behind(repaired.conversation(), repaired.lastSeq());
        var hint = Delivery.newBuilder()
                .setConversation(repaired.conversation())
                .setSeq(repaired.lastSeq())
                .setFrame(behind.toByteString());
        if (Audience.isLarge(repaired, largeAbove)) {
            hint.setLocalMembers(LocalMembers.newBuilder()
                    .setEndedBefore(repaired.endedSeq())
                    .setEnded(repaired.endedSeq()));
            addToLocalMembers(repaired, hint);
            return;
        }
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

    /// With the places that gateways may not know: a user's own row may be there only since the repair.
    private void addToLocalMembers(RepairedConversation repaired, Delivery.Builder hint) {
        Set<NodeAddress> nodes = new HashSet<>(hosting(repaired.conversation()));
        nodes.addAll(byNode(repaired.places().keySet()).keySet());
        List<Place> places = places(repaired.places());
        for (int first = 0; first == 0 || first < places.size(); first += MAX_PLACES) {
            var part = places.subList(first, Math.min(first + MAX_PLACES, places.size()));
            Delivery delivery = hint.clone().addAllPlaces(part).build();
            nodes.forEach(node -> add(new Target(node, repaired.partition(), repaired.generation()), delivery));
        }
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

    /// What some of the recipients are told of an event.
    ///
    /// @param isForHosts it goes to every node that hosts the group, too
    record Version(Delivery.Builder event, Set<String> users, boolean isForHosts) {

        Version(Delivery.Builder event, Set<String> users) {
            this(event, users, false);
        }
    }

    /// Who hid the message is told as much as who may not see it; of a large group, gateways see to that.
    private Decision.Appended unseen(Decision.Appended appended) {
        Set<String> hidingIt = new HashSet<>(hidersOf(appended.event()).users());
        hidingIt.retainAll(appended.recipients());
        return hidingIt.isEmpty() ? appended : appended.unseenBy(hidingIt);
    }

    /// One for everybody, unless the event is about a message that some may not see. The first one is for the actor,
    /// too.
    private List<Version> versions(Decision.Appended appended) {
        Row.Numbered row = appended.event();
        if (row instanceof Row.Event event && ChannelEvent.isOne(event)) {
            return ChannelEvent.versions(event, appended, largeAbove);
        }
        if (hidersOf(row).areTooMany()) {
            return List.of(toAnybody(appended));
        }
        if (Audience.isLarge(appended, largeAbove)) {
            return toLarge(appended);
        }
        ServerFrame whole = shown(row, frame(row));
        if (row instanceof Row.Event event && EventProto.isSecret(event.messageChange())) {
            return SecretVote.versions(event, appended);
        }
        if (Audience.becomesLarge(appended, largeAbove)) {
            var event = event(row, whole).addAllPlaces(places(appended.crowd().all()));
            return List.of(new Version(event, appended.recipients()));
        }
        if (appended.unsighted().isEmpty()) {
            return List.of(new Version(event(row, whole), appended.recipients()));
        }
        ServerFrame limited = limited(frame(row));
        Set<String> sighted = new HashSet<>(appended.recipients());
        sighted.removeAll(appended.unsighted());
        return whole.equals(limited)
                ? List.of(new Version(event(row, whole), appended.recipients()))
                : List.of(
                        new Version(event(row, whole), sighted),
                        new Version(event(row, limited), appended.unsighted()));
    }

    /// One for owner and admins if they alone are told all, then one for all members.
    private List<Version> toLarge(Decision.Appended appended) {
        Row.Numbered row = appended.event();
        ServerFrame whole = shown(row, frame(row));
        ServerFrame limited = limited(toldToAll(row, frame(row)));
        List<Version> versions = new ArrayList<>();
        // first: clients pass over what comes again under the same seq
        Set<String> managers = appended.crowd().managers();
        if (!managers.isEmpty()) {
            versions.add(new Version(event(row, whole), managers, true));
        }
        versions.add(new Version(
                toLocalMembers(
                        appended, toldToAll(row, whole), limited, hidersOf(row).users()),
                appended.crowd().changed().keySet()));
        return versions;
    }

    /// When anybody may have hidden the message: of an answer what it says, of a change that there is something to
    /// read.
    private Version toAnybody(Decision.Appended appended) {
        Row.Numbered row = appended.event();
        ServerFrame told =
                row instanceof Row.Message ? frame(row) : behind(row.stamp().conversation(), row.seq());
        return Audience.isLarge(appended, largeAbove)
                ? new Version(
                        toLocalMembers(appended, told, told, Set.of()),
                        appended.crowd().changed().keySet())
                : new Version(event(row, told), appended.recipients());
    }

    private Hiders hidersOf(Row.Numbered row) {
        return hiders.getOrDefault(row.stamp(), Hiders.NONE);
    }

    /// What any member of a large group may know: what owner and admins alone are told, and who voted in secret, is for
    /// nobody until they read it.
    private static ServerFrame toldToAll(Row.Numbered row, ServerFrame whole) {
        if (!(row instanceof Row.Event event)) {
            return whole;
        }
        if (Discretion.isDiscreet(row.stamp().conversation(), event.change())) {
            return limited(whole);
        }
        return EventProto.isSecret(event.messageChange())
                ? whole.toBuilder()
                        .setEvent(EventProto.withoutVoter(whole.getEvent()))
                        .build()
                : whole;
    }

    /// One for everybody: gateways tell who may see what.
    ///
    /// @param limited for whoever may not see the message that the event is about, or that the message answers
    /// @param hidingIt who hid that message
    static Delivery.Builder toLocalMembers(
            Decision.Appended appended, ServerFrame whole, ServerFrame limited, Set<String> hidingIt) {
        Decision.Crowd crowd = appended.crowd();
        var members = LocalMembers.newBuilder()
                .setEndedBefore(crowd.endedBefore())
                .setEnded(appended.group().getEndedSeq());
        boolean isForAll = crowd.aboutSeq() == 0 && hidingIt.isEmpty();
        if (!isForAll && !whole.equals(limited)) {
            members.setTargetSeq(crowd.aboutSeq()).addAllHiddenFrom(hidingIt).setLimitedFrame(limited.toByteString());
        }
        return event(appended.event(), whole).setLocalMembers(members).addAllPlaces(places(crowd.changed()));
    }

    static List<Place> places(Map<String, MemberState> places) {
        return places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> Place.newBuilder()
                        .setUser(it.getKey())
                        .setJoinedSeq(it.getValue().joined().seq())
                        .setLeftSeq(it.getValue().leftSeq())
                        .build())
                .toList();
    }

    private ServerFrame shown(Row.Numbered row, ServerFrame frame) {
        ReplyPreview preview = previews.isEmpty() ? null : previews.get(row.stamp());
        if (preview == null) {
            return frame;
        }
        var shown = frame.toBuilder();
        shown.getMessageBuilder().setReply(preview);
        return shown.build();
    }

    /// For who may not see the message that the event is about, or may not know what happened.
    private static ServerFrame limited(ServerFrame frame) {
        if (!frame.hasEvent()) {
            return frame;
        }
        var event = frame.getEvent();
        return frame.toBuilder()
                .setEvent(event.hasChange() ? EventProto.undisclosed(event) : EventProto.withoutContent(event))
                .build();
    }

    static Delivery.Builder event(Row.Numbered row, ServerFrame frame) {
        return Delivery.newBuilder()
                .setConversation(row.stamp().conversation())
                .setSeq(row.seq())
                .setFrame(frame.toByteString());
    }

    private static ServerFrame behind(String conversation, long lastSeq) {
        return ServerFrame.newBuilder()
                .setBehind(Behind.newBuilder().setConversation(conversation).setLastSeq(lastSeq))
                .build();
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

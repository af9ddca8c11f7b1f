package io.warbler.message.fanout;

import io.warbler.kernel.ConversationId;
import io.warbler.message.cache.EventProto;
import io.warbler.message.fanout.DeliveryPlan.Version;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Discretion;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is told of an event about the members of a channel: all of it to owner and admins, to a reader what it says
/// about
/// themselves, to other readers that it happened. In a large channel those who are told more are named in deliveries of
/// their own, to every node that hosts it.
final class ChannelEvent {

    private ChannelEvent() {}

    static boolean isOne(Row.Event event) {
        String conversation = event.stamp().conversation();
        return ConversationId.isChannel(conversation) && Discretion.isDiscreet(conversation, event.change());
    }

    static List<Version> versions(Row.Event row, Decision.Appended appended, int largeAbove) {
        return Audience.isLarge(appended, largeAbove)
                ? ofLarge(row, appended)
                : ofSmall(row, appended, Audience.becomesLarge(appended, largeAbove));
    }

    /// Whom deliveries name though the channel is a large one: members at the event whom it is about. A ban need not be
    /// about one.
    static Set<String> named(Row.Event row, Decision.Appended appended) {
        Set<String> named = new HashSet<>(Discretion.concerned(row.actor(), row.change()));
        if (row.change().hasMemberBanned()) {
            named.retainAll(appended.crowd().changed().keySet());
        }
        return named;
    }

    private static List<Version> ofLarge(Row.Event row, Decision.Appended appended) {
        Event whole = EventProto.toProto(row);
        List<Version> versions = new ArrayList<>();
        // theirs first: clients pass over what comes again under the same seq
        Set<String> managers = appended.crowd().managers();
        if (!managers.isEmpty()) {
            versions.add(new Version(version(row, whole, managers).event(), managers, true));
        }
        named(row, appended).stream()
                .filter(user -> !managers.contains(user))
                .forEach(user -> versions.add(new Version(
                        version(row, EventProto.toUninitiated(user, whole), Set.of(user))
                                .event(),
                        Set.of(user),
                        true)));
        var others = ServerFrame.newBuilder()
                .setEvent(EventProto.toUninitiated("", whole))
                .build();
        versions.add(new Version(
                DeliveryPlan.toLocalMembers(appended, others, others, Set.of()),
                appended.crowd().changed().keySet()));
        return versions;
    }

    private static List<Version> ofSmall(Row.Event row, Decision.Appended appended, boolean withPlaces) {
        Event whole = EventProto.toProto(row);
        Set<String> readers = appended.unsighted();
        Set<String> concerned = new HashSet<>(Discretion.concerned(row.actor(), row.change()));
        concerned.retainAll(readers);
        Set<String> others = new HashSet<>(readers);
        others.removeAll(concerned);
        Set<String> managers = new HashSet<>(appended.recipients());
        managers.removeAll(readers);
        List<Version> versions = new ArrayList<>();
        versions.add(version(row, whole, managers));
        versions.add(version(row, EventProto.toUninitiated("", whole), others));
        if (withPlaces) {
            // a node that hosts none of these two hosts readers only whom the event is about
            versions.forEach(it ->
                    it.event().addAllPlaces(DeliveryPlan.places(appended.crowd().all())));
        }
        for (String user : concerned) {
            var own = version(row, EventProto.toUninitiated(user, whole), Set.of(user));
            var place = appended.crowd().all().get(user);
            if (withPlaces && place != null) {
                own.event().addAllPlaces(DeliveryPlan.places(Map.of(user, place)));
            }
            versions.add(own);
        }
        return versions;
    }

    private static Version version(Row.Event row, Event told, Set<String> users) {
        var frame = ServerFrame.newBuilder().setEvent(told).build();
        return new Version(DeliveryPlan.event(row, frame), users);
    }
}

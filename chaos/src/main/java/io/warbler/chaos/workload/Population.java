package io.warbler.chaos.workload;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.FriendRequest;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.WarblerApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The people of a run on a ring: each is a friend of the next three, talks to the next two, and every second one has a
/// group of four.
record Population(
        List<Person> people, Map<Person, List<Device>> devices, List<BusyConversation> directs, List<Group> groups) {

    private static final int DEVICES = 2;
    private static final int FRIENDS = 3;
    private static final int PEERS = 2;

    static Population settle(Cluster cluster, Recording recording, Load load) {
        var random = new Random(load.seed());
        List<Person> people = register(cluster, load.users());
        Map<Person, List<Device>> devices = new LinkedHashMap<>();
        for (Person person : people) {
            devices.put(
                    person,
                    IntStream.rangeClosed(1, DEVICES)
                            .mapToObj(number -> new Device(cluster, person, number, recording))
                            .toList());
        }
        devices.values().parallelStream().forEach(both -> both.forEach(Device::connect));
        var population = new Population(people, devices, new ArrayList<>(), new ArrayList<>());
        population.befriend();
        population.converse(random);
        return population;
    }

    List<Device> devicesOf(Person person) {
        return devices.getOrDefault(person, List.of());
    }

    Stream<Device> everyDevice() {
        return devices.values().stream().flatMap(List::stream);
    }

    Stream<BusyConversation> everyConversation() {
        return Stream.concat(directs.stream(), groups.stream().map(Group::conversation));
    }

    private static List<Person> register(Cluster cluster, int count) {
        try (var api = WarblerApi.of(Endpoint.trusting(cluster.url("gateway-1"), cluster.certificate()))) {
            List<Person> people = new ArrayList<>();
            String run = UUID.randomUUID().toString().substring(0, 6);
            for (int i = 1; i <= count; i++) {
                String name = "u" + i + "-" + run;
                String password = UUID.randomUUID().toString();
                people.add(new Person(api.register(name, password).id(), name, password));
            }
            return people;
        }
    }

    private void befriend() {
        for (int i = 0; i < people.size(); i++) {
            WarblerApi own = devicesOf(people.get(i)).getFirst().client().api();
            for (int next = 1; next <= FRIENDS; next++) {
                Person friend = at(i + next);
                FriendRequest request = own.relations().request(friend.id());
                devicesOf(friend).getFirst().client().api().relations().accept(request.id());
            }
        }
    }

    private void converse(Random random) {
        for (int i = 0; i < people.size(); i++) {
            for (int next = 1; next <= PEERS; next++) {
                directs.add(direct(people.get(i), at(i + next), Texts.canary(random)));
            }
        }
        for (int i = 0; i < people.size(); i += 2) {
            groups.add(group(i, Texts.canary(random)));
        }
    }

    /// The first message makes a DIRECT conversation; both sides send.
    private BusyConversation direct(Person one, Person other, String canary) {
        String id = devicesOf(one).getFirst().client().directConversation(other.id());
        devicesOf(one).getFirst().sendTo(other, canary + " hello");
        return new BusyConversation(id, devices(Stream.of(one, other)), canary, Set.of(one.id(), other.id()));
    }

    private Group group(int owner, String canary) {
        Person creator = people.get(owner);
        List<Person> members = List.of(at(owner + 1), at(owner + 2), at(owner + 3));
        String id = devicesOf(creator)
                .getFirst()
                .client()
                .api()
                .groups()
                .create(GroupDraft.of("Group of " + creator.name())
                        .members(members.stream().map(Person::id).toList()))
                .conversation();
        Person joiner = at(owner - 1 + people.size());
        Set<String> users = Stream.concat(Stream.of(creator, joiner), members.stream())
                .map(Person::id)
                .collect(Collectors.toUnmodifiableSet());
        var conversation =
                new BusyConversation(id, devices(Stream.concat(Stream.of(creator), members.stream())), canary, users);
        return new Group(conversation, creator, members, members.getLast(), joiner);
    }

    private List<Device> devices(Stream<Person> of) {
        return of.flatMap(person -> devicesOf(person).stream()).toList();
    }

    private Person at(int place) {
        return people.get(place % people.size());
    }
}

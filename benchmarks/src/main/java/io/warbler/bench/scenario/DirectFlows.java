package io.warbler.bench.scenario;

import io.warbler.bench.load.Client;
import io.warbler.bench.load.Flow;
import io.warbler.bench.load.Recipient;
import io.warbler.bench.subject.Population;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every user of a population writes to every friend.
final class DirectFlows {

    private DirectFlows() {}

    static List<Flow> of(Population population, List<Client> clients) {
        Map<Integer, Client> clientByUser =
                clients.stream().collect(Collectors.toMap(Client::user, Function.identity()));
        return population.friendships().stream()
                .flatMap(pair -> Stream.of(
                        flow(clientByUser, pair.first(), pair.second()),
                        flow(clientByUser, pair.second(), pair.first())))
                .toList();
    }

    private static Flow flow(Map<Integer, Client> clientByUser, int from, int to) {
        var sender = clientByUser.get(from);
        if (sender == null) {
            throw new IllegalArgumentException("user: " + from + " (expected: connected)");
        }
        return new Flow(sender, new Recipient.Direct(to), List.of(to));
    }
}

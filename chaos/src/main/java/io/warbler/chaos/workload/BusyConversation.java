package io.warbler.chaos.workload;

import io.warbler.chaos.history.Canary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A conversation that the run keeps busy: who sends there, and which canary stands in the texts now.
///
/// The monitor guards senders and canaries, which change when a member is removed or added.
final class BusyConversation {

    private final String id;
    private final List<Device> senders;
    private final List<Canary> canaries = new ArrayList<>();

    BusyConversation(String id, List<Device> senders, String canary, Set<String> users) {
        this.id = id;
        this.senders = new ArrayList<>(senders);
        canaries.add(new Canary(canary, id, users));
    }

    String id() {
        return id;
    }

    synchronized List<Device> senders() {
        return List.copyOf(senders);
    }

    synchronized void add(List<Device> devices) {
        senders.addAll(devices);
    }

    synchronized void remove(Person person) {
        senders.removeIf(device -> device.person().equals(person));
    }

    synchronized String canary() {
        return canaries.getLast().token();
    }

    /// From now on texts carry another canary, for these users only.
    synchronized void useCanary(String canary, Set<String> users) {
        canaries.add(new Canary(canary, id, users));
    }

    synchronized List<Canary> canaries() {
        return List.copyOf(canaries);
    }
}

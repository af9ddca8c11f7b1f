package io.warbler.chaos.workload;

import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import io.warbler.sdk.Event;
import io.warbler.sdk.HistoryPage;
import io.warbler.sdk.InboxEntry;
import io.warbler.sdk.InboxPage;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.group.GroupChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Reads every conversation through every device of everyone who was ever a member, when nothing moves any more.
final class FinalReading {

    private static final int PAGE = 100;
    private static final int TIMEOUT_SECONDS = 30;

    private final Population population;

    FinalReading(Population population) {
        this.population = population;
    }

    /// Who was a member when: of a group as its owner's device was told by the log.
    List<Conversation> conversations() {
        Stream<Conversation> directs = population.directs().stream()
                .map(direct -> new Conversation(
                        direct.id(),
                        direct.canaries().getFirst().users().stream()
                                .map(Member::always)
                                .toList()));
        return Stream.concat(directs, population.groups().stream().map(this::group))
                .toList();
    }

    List<FinalRead> reads(List<Conversation> conversations) {
        return population
                .everyDevice()
                .parallel()
                .flatMap(device -> {
                    Map<String, InboxEntry> inbox = inbox(device.client());
                    return conversations.stream()
                            .filter(it -> isEverMember(it, device.person()))
                            .map(it -> read(device, it, inbox));
                })
                .toList();
    }

    private Conversation group(Group group) {
        String id = group.conversation().id();
        List<Member> members = new ArrayList<>();
        Map<String, Long> joined = new HashMap<>();
        for (Event event : population.devicesOf(group.owner()).getFirst().events()) {
            if (event.conversation().equals(id)) {
                follow(event, joined, members);
            }
        }
        joined.forEach((user, seq) -> members.add(new Member(user, seq, Member.STAYS)));
        return new Conversation(id, members);
    }

    private static void follow(Event event, Map<String, Long> joined, List<Member> members) {
        switch (event.change()) {
            case GroupChange.Created created -> {
                joined.put(event.actor(), event.seq());
                created.members().forEach(user -> joined.put(user, event.seq()));
            }
            case GroupChange.MembersAdded added -> added.users().forEach(user -> joined.put(user, event.seq()));
            case GroupChange.MemberRemoved removed -> {
                Long from = joined.remove(removed.user());
                members.add(new Member(removed.user(), from == null ? 1 : from, event.seq()));
            }
            default ->
                throw new IllegalStateException("change: " + event + " (expected: none that the run did not make)");
        }
    }

    private static boolean isEverMember(Conversation conversation, Person person) {
        return conversation.members().stream().anyMatch(member -> member.user().equals(person.id()));
    }

    private static boolean staysMember(Conversation conversation, Person person) {
        return conversation.members().stream()
                .anyMatch(member -> member.stays() && member.user().equals(person.id()));
    }

    private FinalRead read(Device device, Conversation conversation, Map<String, InboxEntry> inbox) {
        List<Entry> entries = entries(device.client(), conversation.id());
        InboxEntry entry = staysMember(conversation, device.person()) ? inbox.get(conversation.id()) : null;
        return new FinalRead(
                device.name(),
                device.person().id(),
                device.gateway(),
                conversation.id(),
                entry == null ? 0 : entry.readSeq(),
                entry == null ? FinalRead.UNREAD_NOT_ASKED : entry.unreadCount(),
                entries);
    }

    private static List<Entry> entries(WarblerClient client, String conversation) {
        Map<Long, List<Entry>> bySeq = new TreeMap<>();
        HistoryPage page = await(client.newestHistory(conversation, PAGE));
        take(page, bySeq);
        while (page.more() && !page.messages().isEmpty()) {
            page = await(client.historyBefore(
                    conversation, page.messages().getFirst().ordinal(), PAGE));
            take(page, bySeq);
        }
        return bySeq.values().stream().flatMap(List::stream).toList();
    }

    /// Pages may repeat the events at their border, but nothing else and nothing different.
    private static void take(HistoryPage page, Map<Long, List<Entry>> bySeq) {
        for (var entry : page.entries()) {
            Entry seen = Device.seen(entry);
            List<Entry> there = bySeq.computeIfAbsent(seen.seq(), _ -> new ArrayList<>());
            if (seen.isMessage() || !there.contains(seen)) {
                there.add(seen);
            }
        }
    }

    private static Map<String, InboxEntry> inbox(WarblerClient client) {
        Map<String, InboxEntry> entries = new HashMap<>();
        InboxPage page = await(client.inbox(PAGE, ""));
        page.entries().forEach(entry -> entries.put(entry.conversation(), entry));
        while (!page.next().isEmpty()) {
            page = await(client.inbox(PAGE, page.next()));
            page.entries().forEach(entry -> entries.put(entry.conversation(), entry));
        }
        return entries;
    }

    private static <T> T await(CompletableFuture<T> answer) {
        return answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }
}

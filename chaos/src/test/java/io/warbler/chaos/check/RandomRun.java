package io.warbler.chaos.check;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.Canary;
import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.DeviceTrace;
import io.warbler.chaos.history.Entry;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.Member;
import io.warbler.chaos.history.RunHistory;
import io.warbler.chaos.history.TraceLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A run of a server that keeps every promise, drawn from a seed: sends of several devices overlap, some are refused,
/// the answers of some are lost, one member is removed on the way, and once the server pauses.
final class RandomRun {

    static final String DIRECT = "d1";
    static final String GROUP = "g1";
    static final String DAVE = "dave";

    private static final long MS = 1_000_000L;
    private static final Map<String, List<String>> USERS_BY_CONVERSATION =
            Map.of(DIRECT, List.of("alice", "bob"), GROUP, List.of("alice", "carol", DAVE));

    private final Random random;
    private final Map<String, List<TraceLine>> traces = new HashMap<>();
    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final Map<String, ArrayDeque<Pending>> pending = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long now = MS;
    private long removedAt = Member.STAYS;
    private int messages;
    /// The first refuses, the answer of the second is lost, so that each run has both.
    private int decisions;

    private RandomRun(long seed) {
        random = new Random(seed);
    }

    static RunHistory of(long seed) {
        return new RandomRun(seed).make(120);
    }

    private static List<String> users(String conversation) {
        return USERS_BY_CONVERSATION.getOrDefault(conversation, List.of());
    }

    static List<String> devices(String user) {
        return List.of(user + "-1", user + "-2");
    }

    static String user(String device) {
        return device.substring(0, device.length() - 2);
    }

    private RunHistory make(int steps) {
        for (String user : List.of("alice", "bob", "carol", DAVE)) {
            devices(user).forEach(device -> line(device, new TraceLine.Connected(now, gateway(device), 1)));
        }
        long pause = 0;
        for (int step = 0; step < steps; step++) {
            now += random.nextInt(20) * MS;
            if (step == steps / 2) {
                removeDave();
                pause = now;
                now += 40_000 * MS;
            }
            if (random.nextInt(3) > 0) {
                send();
            } else {
                sequence();
            }
        }
        pending.values().stream().filter(queue -> !queue.isEmpty()).toList().forEach(this::drain);
        var fault = new FaultSpan("pause", "message-1", pause, pause, pause + 39_000 * MS, pause + 40_000 * MS);
        return history(fault);
    }

    private void send() {
        String conversation = random.nextBoolean() ? DIRECT : GROUP;
        List<String> users = users(conversation);
        String device = devices(users.get(random.nextInt(users.size()))).get(random.nextInt(2));
        if (user(device).equals(DAVE) && removedAt != Member.STAYS) {
            return;
        }
        String lane = device + conversation;
        long number = numbers.merge(lane, 1L, Long::sum);
        String id = "m" + ++messages;
        line(device, new TraceLine.Invoked(now, conversation, id, "outbox-" + device, number, "content-" + id));
        pending.computeIfAbsent(lane, _ -> new ArrayDeque<>()).add(new Pending(device, conversation, id));
    }

    private void sequence() {
        List<ArrayDeque<Pending>> waiting =
                pending.values().stream().filter(queue -> !queue.isEmpty()).toList();
        if (!waiting.isEmpty()) {
            decide(waiting.get(random.nextInt(waiting.size())).remove());
        }
    }

    private void drain(ArrayDeque<Pending> queue) {
        while (!queue.isEmpty()) {
            now += MS;
            decide(queue.remove());
        }
    }

    private void decide(Pending send) {
        boolean isRemoved = user(send.device()).equals(DAVE) && removedAt != Member.STAYS;
        if (isRemoved || ++decisions == 1 || random.nextInt(12) == 0) {
            now += MS;
            line(send.device(), new TraceLine.Refused(now, send.conversation(), send.id(), "FIELD_INVALID"));
            return;
        }
        var entry = append(send.conversation(), user(send.device()), send.id(), "content-" + send.id());
        now += random.nextInt(5) * MS;
        if (decisions == 2 || random.nextInt(12) == 0) {
            line(send.device(), new TraceLine.Unknown(now, send.conversation(), send.id()));
        } else {
            line(send.device(), new TraceLine.Acked(now, send.conversation(), send.id(), entry.seq()));
        }
    }

    private void removeDave() {
        append(GROUP, "alice", "", "removed dave");
        removedAt = logs.getOrDefault(GROUP, List.of()).size();
    }

    private Entry append(String conversation, String sender, String id, String content) {
        List<Entry> log = logs.computeIfAbsent(conversation, _ -> new ArrayList<>());
        long ordinal = log.isEmpty() ? 0 : log.getLast().ordinal();
        var entry = new Entry(conversation, log.size() + 1, id.isEmpty() ? ordinal : ordinal + 1, sender, id, content);
        log.add(entry);
        for (String user : users(conversation)) {
            if (!user.equals(DAVE) || entry.seq() <= removedAt) {
                devices(user).forEach(device -> show(device, entry));
            }
        }
        return entry;
    }

    private void show(String device, Entry entry) {
        line(device, new TraceLine.Shown(now + random.nextInt(30) * MS, entry));
        line(device, new TraceLine.CanarySeen(now, "canary-" + entry.conversation()));
        line(device, new TraceLine.Marker(now, entry.conversation(), entry.sender(), entry.seq()));
        line(device, new TraceLine.Synced(now, entry.conversation(), gateway(device), entry.seq(), entry.seq(), false));
    }

    private void line(String device, TraceLine line) {
        traces.computeIfAbsent(device, _ -> new ArrayList<>()).add(line);
    }

    private RunHistory history(FaultSpan fault) {
        List<FinalRead> reads = new ArrayList<>();
        USERS_BY_CONVERSATION.forEach((conversation, users) ->
                users.forEach(user -> devices(user).forEach(device -> reads.add(read(conversation, device)))));
        List<DeviceTrace> devices = new ArrayList<>();
        traces.forEach((device, lines) -> devices.add(new DeviceTrace(device, user(device), true, lines)));
        return new RunHistory(
                List.of(
                        new Conversation(DIRECT, List.of(Member.always("alice"), Member.always("bob"))),
                        new Conversation(
                                GROUP,
                                List.of(
                                        Member.always("alice"),
                                        Member.always("carol"),
                                        new Member(DAVE, 1, removedAt)))),
                List.of(
                        new Canary("canary-" + DIRECT, DIRECT, Set.of("alice", "bob")),
                        new Canary("canary-" + GROUP, GROUP, Set.of("alice", "carol", DAVE))),
                devices,
                reads,
                List.of(fault),
                Bounds.promised(),
                now + 100 * MS);
    }

    private FinalRead read(String conversation, String device) {
        List<Entry> entries = logs.getOrDefault(conversation, List.of()).stream()
                .filter(entry -> !user(device).equals(DAVE) || entry.seq() <= removedAt)
                .toList();
        long marker = entries.isEmpty() ? 0 : random.nextLong(entries.getLast().seq() + 1);
        long unread = entries.stream()
                .filter(entry -> entry.isMessage() && entry.seq() > marker)
                .count();
        return new FinalRead(device, user(device), gateway(device), conversation, marker, unread, entries);
    }

    static String gateway(String device) {
        return "gateway-" + device.charAt(device.length() - 1);
    }

    private record Pending(String device, String conversation, String id) {}
}

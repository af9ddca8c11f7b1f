package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.group.GroupChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

    private static final List<String> USERS = List.of("alice", "bob", "carol");

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    /** Events in any order, repeated; pages that were read at any moment: always the same messages. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalDoesNotMatter(int seed) {
        var random = new Random(seed);
        List<Message> sent =
                IntStream.rangeClosed(1, 5).mapToObj(TimelineTest::message).toList();
        List<Event> events = events(random);
        List<Message> expected = sent.stream().map(it -> after(it, events)).toList();

        var timeline = new Timeline("alice");
        List<Object> arrivals = new ArrayList<>(sent);
        arrivals.addAll(events);
        arrivals.addAll(events.subList(0, events.size() / 2));
        sent.forEach(it -> arrivals.add(after(it, events.subList(0, random.nextInt(events.size())))));
        Collections.shuffle(arrivals, random);
        for (Object it : arrivals) {
            if (it instanceof Message message) {
                timeline.put(message);
            } else {
                timeline.apply((Event) it);
            }
        }

        assertThat(timeline.messages()).isEqualTo(expected);
    }

    @Test
    void deletionIsFinal() {
        var timeline = new Timeline("alice");
        timeline.put(message(1));
        timeline.apply(event(7, "bob", new MessageChange(1, new MessageChange.Deleted())));
        timeline.apply(event(6, "bob", new MessageChange(1, MessageChange.Edited.to("late"))));

        timeline.put(message(1));

        assertThat(timeline.at(1)).hasValueSatisfying(it -> {
            assertThat(it.isDeleted()).isTrue();
            assertThat(it.text()).isEmpty();
        });
    }

    @Test
    void changesOfMessagesThatNeverComeAreForgottenInTheEnd() {
        var timeline = new Timeline("alice");
        for (int i = 0; i < 3 * Timeline.MOST_EARLY; i++) {
            timeline.apply(event(10_000L + i, "bob", new MessageChange(i + 1L, new MessageChange.Pinned())));
        }
        timeline.put(message(1));
        timeline.put(message(3 * Timeline.MOST_EARLY));

        assertThat(timeline.messages()).extracting(it -> it.changes().pinned()).containsExactly(false, true);
    }

    private static Message after(Message message, List<Event> events) {
        Message changed = message;
        for (Event event : events) {
            changed = changed.after(event, "alice");
        }
        return changed;
    }

    /** As a server lets them happen: nobody reacts twice in the same way. */
    private static List<Event> events(Random random) {
        var events = new ArrayList<Event>();
        var reactions = new ArrayList<String>();
        for (int seq = 6; seq < 40; seq++) {
            long target = 1L + random.nextInt(5);
            String user = USERS.get(random.nextInt(3));
            String reaction = "r" + random.nextInt(3);
            String key = target + user + reaction;
            MessageChange.What what = switch (random.nextInt(6)) {
                case 0, 1 -> MessageChange.Edited.to("edit " + seq);
                case 2 -> new MessageChange.Pinned();
                case 3 -> new MessageChange.Unpinned();
                case 4 ->
                    reactions.remove(key)
                            ? new MessageChange.ReactionRemoved(reaction)
                            : new MessageChange.ReactionAdded(reaction);
                default -> seq > 35 ? new MessageChange.Deleted() : new MessageChange.Pinned();
            };
            if (what instanceof MessageChange.ReactionAdded) {
                reactions.add(key);
            }
            events.add(event(seq, user, new MessageChange(target, what)));
        }
        return events;
    }

    private static Message message(int seq) {
        return new Message("c", seq, seq, "alice", "id" + seq, Instant.EPOCH, Message.Kind.TEXT, "m" + seq);
    }

    private static Event event(long seq, String actor, MessageChange change) {
        return new Event("c", seq, 5, actor, Instant.ofEpochMilli(seq), new GroupChange.Unknown(), 0, change);
    }
}

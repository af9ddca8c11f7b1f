package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationViewTest {

    private final ConversationView view = new ConversationView();

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void duplicatesReordersAndDropsAlwaysEndInOneToN(int seed) {
        var random = new Random(seed);
        int count = 1 + random.nextInt(800);
        var delivered = new ArrayList<Long>();
        add(delivered, view.anchor(0, 0));

        for (Message message : arrivals(count, random)) {
            add(delivered, view.offer(message));
        }
        view.knows(count);
        while (view.isMissing()) {
            long from = view.heldOrdinal() + 1;
            for (long ordinal = from; ordinal < from + 100 && ordinal <= count; ordinal++) {
                add(delivered, view.offer(message(ordinal)));
            }
        }

        assertThat(delivered).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(view.heldSeq()).isEqualTo(count);
    }

    @Test
    void nothingIsLetThroughBeforeTheBeginningIsKnown() {
        assertThat(view.offer(message(5))).isEmpty();
        assertThat(view.offer(message(6))).isEmpty();

        assertThat(view.anchor(4, 4)).extracting(Message::ordinal).containsExactly(5L, 6L);
    }

    @Test
    void aMessageBeyondAGapWaits() {
        view.anchor(0, 0);

        assertThat(view.offer(message(2))).isEmpty();
        assertThat(view.isMissing()).isTrue();
        assertThat(view.offer(message(1))).extracting(Message::ordinal).containsExactly(1L, 2L);
        assertThat(view.isMissing()).isFalse();
    }

    @Test
    void whatWaitsIsBounded() {
        view.anchor(0, 0);
        for (long ordinal = 2; ordinal < 5_000; ordinal++) {
            assertThat(view.offer(message(ordinal))).isEmpty();
        }

        assertThat(view.offer(message(1))).hasSize(ConversationView.MOST_WAITING + 1);
        assertThat(view.isMissing()).isTrue();
    }

    private static List<Message> arrivals(int count, Random random) {
        var arrivals = new ArrayList<Message>();
        for (long ordinal = 1; ordinal <= count; ordinal++) {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                arrivals.add(message(ordinal));
            }
        }
        int reach = 1 + random.nextInt(50);
        for (int i = 0; i + reach < arrivals.size(); i += reach) {
            Collections.shuffle(arrivals.subList(i, i + reach), random);
        }
        return arrivals;
    }

    private static void add(List<Long> delivered, List<Message> messages) {
        messages.forEach(message -> delivered.add(message.ordinal()));
    }

    private static Message message(long position) {
        return new Message("c", position, position, "alice", "id", Instant.EPOCH, Message.Kind.TEXT, "m" + position);
    }
}

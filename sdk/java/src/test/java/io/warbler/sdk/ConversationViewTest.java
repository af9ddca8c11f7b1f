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
        List<Place> log = log(count, random);
        var delivered = new ArrayList<Place>(view.anchor(0, 0));

        for (Place place : arrivals(log, random)) {
            delivered.addAll(view.offer(place));
        }
        view.knows(count);
        while (view.isMissing()) {
            int held = (int) view.heldSeq();
            for (Place place : log.subList(held, Math.min(count, held + 100))) {
                delivered.addAll(view.offer(place));
            }
        }

        assertThat(delivered).isEqualTo(log);
        assertThat(view.heldSeq()).isEqualTo(count);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theCursorIsAlwaysThatOfTheLastPlaceHeld(int seed) {
        var random = new Random(seed);
        List<Place> log = log(1 + random.nextInt(200), random);
        view.anchor(0, 0);

        for (Place place : arrivals(log, random)) {
            view.offer(place);
            long ordinal =
                    view.heldSeq() == 0 ? 0 : log.get((int) view.heldSeq() - 1).ordinal();
            assertThat(view.heldOrdinal()).isEqualTo(ordinal);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMembershipThatBeginsLaterPassesOverWhatNobodyWillTell(int seed) {
        var random = new Random(seed);
        int left = 1 + random.nextInt(100);
        int joined = left + 2 + random.nextInt(100);
        List<Place> log = log(joined + random.nextInt(300), random);
        var readable = new ArrayList<>(log.subList(0, left));
        readable.addAll(log.subList(joined - 1, log.size()));
        var delivered = new ArrayList<Place>(view.anchor(0, 0));
        log.subList(0, left).forEach(place -> delivered.addAll(view.offer(place)));

        for (Place place : arrivals(log.subList(joined - 1, log.size()), random)) {
            delivered.addAll(view.offer(place));
        }
        delivered.addAll(view.skipTo(joined - 1, log.get(joined - 2).ordinal()));
        log.forEach(place -> delivered.addAll(view.offer(place)));

        assertThat(delivered).isEqualTo(readable);
    }

    @Test
    void nothingIsLetThroughBeforeTheBeginningIsKnown() {
        assertThat(view.offer(message(5, 5))).isEmpty();
        assertThat(view.offer(message(6, 6))).isEmpty();

        assertThat(view.anchor(4, 4)).extracting(Place::seq).containsExactly(5L, 6L);
    }

    @Test
    void aPlaceBeyondAGapWaits() {
        view.anchor(0, 0);

        assertThat(view.offer(message(2, 1))).isEmpty();
        assertThat(view.isMissing()).isTrue();
        assertThat(view.offer(event(1, 0))).extracting(Place::seq).containsExactly(1L, 2L);
        assertThat(view.isMissing()).isFalse();
    }

    @Test
    void whatWaitsIsLetThroughWhenTheGapBeforeItIsGivenUp() {
        view.anchor(0, 0);
        view.offer(message(3, 3));
        view.offer(message(9, 7));

        assertThat(view.skipTo(7, 6)).extracting(Place::seq).containsExactly(3L);
        assertThat(view.offer(event(8, 6))).extracting(Place::seq).containsExactly(8L, 9L);
        assertThat(view.skipTo(8, 6)).isEmpty();
        assertThat(view.heldOrdinal()).isEqualTo(7);
    }

    @Test
    void whatWaitsIsBounded() {
        view.anchor(0, 0);
        for (long seq = 2; seq < 5_000; seq++) {
            assertThat(view.offer(message(seq, seq))).isEmpty();
        }

        assertThat(view.offer(message(1, 1))).hasSize(ConversationView.MOST_WAITING + 1);
        assertThat(view.isMissing()).isTrue();
    }

    /** Messages, events and lost events, one at each seq. */
    private static List<Place> log(int count, Random random) {
        var log = new ArrayList<Place>();
        int eventsInTen = random.nextInt(10);
        long ordinal = 0;
        for (long seq = 1; seq <= count; seq++) {
            if (random.nextInt(10) >= eventsInTen) {
                log.add(message(seq, ++ordinal));
            } else {
                log.add(random.nextInt(20) == 0 ? new Place(seq, ordinal, null) : event(seq, ordinal));
            }
        }
        return log;
    }

    private static List<Place> arrivals(List<Place> log, Random random) {
        var arrivals = new ArrayList<Place>();
        for (Place place : log) {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                arrivals.add(place);
            }
        }
        int reach = 1 + random.nextInt(50);
        for (int i = 0; i + reach < arrivals.size(); i += reach) {
            Collections.shuffle(arrivals.subList(i, i + reach), random);
        }
        return arrivals;
    }

    private static Place message(long seq, long ordinal) {
        return Place.of(new Message("c", seq, ordinal, "alice", "id", Instant.EPOCH, Message.Kind.TEXT, "m" + ordinal));
    }

    private static Place event(long seq, long ordinal) {
        return new Place(
                seq, ordinal, new Event("c", seq, ordinal, "alice", Instant.EPOCH, new GroupChange.MemberLeft(), 2));
    }
}

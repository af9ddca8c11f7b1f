package io.warbler.message.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostRowsTest {

    private static final Row.Stamp STAMP = new Row.Stamp("g" + "0".repeat(32), new Position(1, 0), 9);
    private static final Row.Counters START = Row.Counters.none(DirectMembers.getDefaultInstance());

    @Test
    void missingOrdinalsAreMessagesAndTheRestEvents() {
        List<Row.Numbered> rows = List.of(event(1, 0), message(5, 2));

        assertThat(LostRows.between(START, rows, STAMP, 1))
                .extracting(row -> row.getClass().getSimpleName() + row.seq() + "/" + row.ordinal())
                .containsExactly("Message2/1", "Event3/1", "Event4/1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverWasLostBothNumbersEndUpWithoutAHole(long seed) {
        var random = new Random(seed);
        List<Row.Numbered> all = new ArrayList<>();
        long ordinal = 0;
        for (long seq = 1; seq <= 200; seq++) {
            boolean isMessage = random.nextBoolean();
            ordinal += isMessage ? 1 : 0;
            all.add(isMessage ? message(seq, ordinal) : event(seq, ordinal));
        }
        List<Row.Numbered> kept =
                all.stream().filter(_ -> random.nextInt(3) == 0).toList();

        List<Row.Numbered> mended = new ArrayList<>(kept);
        mended.addAll(LostRows.between(START, kept, STAMP, 1));
        mended.sort(Comparator.comparingLong(Row.Numbered::seq));

        assertThat(mended.stream().map(Row.Numbered::seq))
                .containsExactlyElementsOf(upTo(kept.getLast().seq()));
        assertThat(mended.stream().filter(Row.Message.class::isInstance).map(Row.Numbered::ordinal))
                .containsExactlyElementsOf(upTo(kept.getLast().ordinal()));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static Row.Message message(long seq, long ordinal) {
        return new Row.Message(STAMP, seq, ordinal, MessageKind.MESSAGE_KIND_TEXT, 1, Send.getDefaultInstance());
    }

    private static Row.Event event(long seq, long ordinal) {
        return new Row.Event(
                STAMP,
                seq,
                ordinal,
                EventKind.EVENT_KIND_CHANGE,
                1,
                SendId.getDefaultInstance(),
                ByteString.EMPTY,
                GroupChange.getDefaultInstance(),
                1);
    }
}

package io.warbler.message.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.boot.error.ApiException;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageSizeTest {

    @Test
    void pagesAreCutAtTheEndThatIsFurtherAway() {
        List<Message> large = messages(10, 60_000);

        assertThat(PageSize.first(large)).hasSize(4).first().isEqualTo(large.getFirst());
        assertThat(PageSize.last(large)).hasSize(4).last().isEqualTo(large.getLast());
    }

    @Test
    void smallPagesStayWhole() {
        assertThat(PageSize.first(messages(100, 100))).hasSize(100);
        assertThat(PageSize.last(messages(100, 100))).hasSize(100);
    }

    @Test
    void oneMessageAlwaysFits() {
        assertThat(PageSize.last(messages(3, 60_000), 100)).hasSize(1);
        assertThat(PageSize.first(List.of())).isEmpty();
    }

    @Test
    void countIsWhatWasAskedForUpToABoundOrADefault() {
        assertThat(PageSize.count(100)).isEqualTo(100);
        assertThat(PageSize.count(0)).isEqualTo(50);
        assertThat(PageSize.count(0, 20)).isEqualTo(20);
        assertThatThrownBy(() -> PageSize.count(101)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> PageSize.count(-1)).isInstanceOf(ApiException.class);
    }

    private static List<Message> messages(int count, int size) {
        var body = MessageBody.newBuilder().setText("x".repeat(size));
        return LongStream.rangeClosed(1, count)
                .mapToObj(
                        it -> Message.newBuilder().setOrdinal(it).setBody(body).build())
                .toList();
    }
}

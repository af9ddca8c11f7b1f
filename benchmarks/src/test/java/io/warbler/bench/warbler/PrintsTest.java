package io.warbler.bench.warbler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendAck;
import org.junit.jupiter.api.Test;

class PrintsTest {

    private static final Message MESSAGE = Message.newBuilder()
            .setSeq(7)
            .setOrdinal(5)
            .setSender("alice")
            .setSentAtMs(1_700_000_000_000L)
            .setBody(MessageBody.newBuilder().setText("hello"))
            .build();

    @Test
    void senderHoldsWhatRecipientsAreShown() {
        var ack = SendAck.newBuilder()
                .setSeq(7)
                .setOrdinal(5)
                .setSentAtMs(1_700_000_000_000L)
                .build();

        assertThat(Prints.of(ack, "alice", ByteString.copyFromUtf8("hello"))).isEqualTo(Prints.of(MESSAGE));
    }

    @Test
    void everyPartCounts() {
        assertThat(Prints.of(MESSAGE))
                .isNotEqualTo(Prints.of(MESSAGE.toBuilder().setOrdinal(6).build()))
                .isNotEqualTo(Prints.of(MESSAGE.toBuilder().setSentAtMs(1).build()))
                .isNotEqualTo(Prints.of(MESSAGE.toBuilder().setSender("bob").build()))
                .isNotEqualTo(Prints.of(MESSAGE.toBuilder()
                        .setBody(MessageBody.newBuilder().setText("hallo"))
                        .build()));
    }

    @Test
    void entryStandsWhereTheMessageDoes() {
        var entry = Prints.entry(MESSAGE);

        assertThat(entry.seq()).isEqualTo(7);
        assertThat(entry.ordinal()).isEqualTo(5);
        assertThat(entry.print()).isEqualTo(Prints.of(MESSAGE));
    }
}

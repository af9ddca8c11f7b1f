package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.Forward;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.log.v1.References;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendDigestTest {

    private static final ByteString BODY = ByteString.copyFromUtf8("body");

    @Test
    void digestIsStableBecauseItStandsInTheLog() {
        ByteString digest = SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, BODY);

        assertThat(HexFormat.of().formatHex(digest.toByteArray()))
                .isEqualTo("c2ecd68cc705ee1fbc011b0fa66f2889d0a2f89e8dfb1d67c708e796b4bd1d7b");
    }

    @Test
    void kindAndBodyBothCount() {
        ByteString digest = SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, BODY);

        assertThat(digest).isNotEqualTo(SendDigest.of(MessageKind.MESSAGE_KIND_LOST, BODY));
        assertThat(digest).isNotEqualTo(SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, BODY.substring(1)));
    }

    @Test
    void whatAMessageRefersToCounts() {
        var plain = SendMessage.newBuilder();
        var reply = SendMessage.newBuilder().setReplyTo(2);
        var other = SendMessage.newBuilder().setReplyTo(3);
        var forward = SendMessage.newBuilder().setForward(Forward.newBuilder().addSeqs(2));

        assertThat(List.of(referring(plain), referring(reply), referring(other), referring(forward)))
                .doesNotHaveDuplicates()
                .doesNotContain(SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, BODY));
        assertThat(referring(reply)).isEqualTo(referring(reply));
    }

    @Test
    void plainTextIsDigestedAsBeforeThereWereReferences() {
        var body = MessageBody.newBuilder().setText("hello").build();
        var send = SendMessage.newBuilder().setBody(body).build();

        assertThat(SendWish.of(send, "u" + "a".repeat(32)))
                .isEqualTo(new Attempt.Append(
                        MessageKind.MESSAGE_KIND_TEXT,
                        body.toByteString(),
                        SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, body.toByteString()),
                        References.getDefaultInstance()));
    }

    private static ByteString referring(SendMessage.Builder send) {
        return SendDigest.ofReferring(MessageKind.MESSAGE_KIND_TEXT, BODY, send.build());
    }

    @Test
    void piecesOfABodyHashAsTheWhole() {
        ByteString pieces = BODY.substring(0, 2).concat(BODY.substring(2));

        assertThat(SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, pieces))
                .isEqualTo(SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, BODY));
    }
}

package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.MessageKind;
import java.util.HexFormat;
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
    void piecesOfABodyHashAsTheWhole() {
        ByteString pieces = BODY.substring(0, 2).concat(BODY.substring(2));

        assertThat(SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, pieces))
                .isEqualTo(SendDigest.of(MessageKind.MESSAGE_KIND_TEXT, BODY));
    }
}

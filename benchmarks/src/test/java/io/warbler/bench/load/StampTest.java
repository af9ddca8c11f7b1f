package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StampTest {

    private static final Stamp STAMP = new Stamp(0xfeedbeef, 12_345, 67, 1_234_567_890_123_456_789L);

    @Test
    void textIsReadBack() {
        assertThat(Stamp.find(Unpooled.wrappedBuffer(STAMP.text()))).contains(STAMP);
    }

    @Test
    void everyTextHasTheSameLength() {
        assertThat(STAMP.text()).hasSize(Stamp.LENGTH);
        assertThat(new Stamp(0, 0, 0, 0).text()).hasSize(Stamp.LENGTH);
    }

    @Test
    void isFoundInsideAFrameBehindWhatLooksAlike() {
        var frame =
                "<message id='wb'><body>w wb wb: " + new String(STAMP.text(), StandardCharsets.US_ASCII) + "</body>";
        var content = frame.replaceFirst("wb: ", "wbx ");

        assertThat(Stamp.find(Unpooled.copiedBuffer(content, StandardCharsets.US_ASCII)))
                .contains(STAMP);
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertThat(Stamp.find(Unpooled.copiedBuffer("<presence/>", StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(Stamp.find(Unpooled.copiedBuffer("a text that ends with wb:", StandardCharsets.US_ASCII)))
                .isEmpty();
    }
}

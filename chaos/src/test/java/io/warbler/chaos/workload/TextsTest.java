package io.warbler.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {

    private final Random random = new Random(1);

    @Test
    void canariesAreFoundAnywhereInBytes() {
        String one = Texts.canary(random);
        String other = Texts.canary(random);

        assertThat(Texts.canaries(ByteString.copyFromUtf8("\u0001" + one + " hello" + other + one)))
                .containsExactly(one, other);
    }

    @Test
    void canaryThatIsCutOffIsNone() {
        String one = Texts.canary(random);

        assertThat(Texts.canaries(ByteString.copyFromUtf8(one.substring(0, one.length() - 1))))
                .isEmpty();
        assertThat(Texts.canaries(ByteString.EMPTY)).isEmpty();
    }

    @Test
    void idsAreEqualForEqualContentOnly() {
        assertThat(Texts.id("a"))
                .isEqualTo(Texts.id("a"))
                .isNotEqualTo(Texts.id("b"))
                .hasSize(16);
    }
}

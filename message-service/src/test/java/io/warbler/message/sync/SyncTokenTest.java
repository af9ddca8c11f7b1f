package io.warbler.message.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.warbler.boot.error.ApiException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.inbox.Activity;
import io.warbler.message.sync.SyncToken.Cut;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncTokenTest {

    private static final Mark MARK =
            new Mark(List.of(new Position(0, 17), new Position(3, 5_000_000_000L)), 1_790_000L);

    @Test
    void nothingIsTheTokenOfTheFirstSync() {
        assertThat(SyncToken.decode(ByteString.EMPTY, 2)).isEqualTo(SyncToken.START);
    }

    @Test
    void tokenComesBackAsItWent() {
        var token = new SyncToken(MARK, Optional.empty());
        var last = new Activity(1_790_000_000_000_000L, new ConversationId("d" + "0".repeat(32)));
        var cut = new SyncToken(Mark.NOTHING, Optional.of(new Cut(MARK, last)));

        assertThat(SyncToken.decode(token.encode(), 2)).isEqualTo(token);
        assertThat(SyncToken.decode(cut.encode(), 2)).isEqualTo(cut);
    }

    @Test
    void tokenTakesThreeBytesPerPartition() {
        var positions =
                IntStream.range(0, 16).mapToObj(it -> new Position(0, 10_000)).toList();

        assertThat(new SyncToken(new Mark(positions, 1_790_000_000_000L), Optional.empty())
                        .encode()
                        .size())
                .isLessThanOrEqualTo(16 * 3 + 16);
    }

    @Test
    void everyOtherFormIsRefused() {
        ByteString good = new SyncToken(MARK, Optional.empty()).encode();
        var random = new Random(7);

        assertRefused(ByteString.copyFromUtf8("garbage"), 2);
        assertRefused(good.substring(1), 2);
        assertRefused(good.substring(0, good.size() - 1), 2);
        assertRefused(good.concat(good), 2);
        assertRefused(good, 4);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = good.toByteArray();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(ByteString.copyFrom(changed), 2);
            byte[] bytes = new byte[1 + random.nextInt(80)];
            random.nextBytes(bytes);
            assertRefused(ByteString.copyFrom(bytes), 2);
        }
    }

    private static void assertRefused(ByteString token, int partitionCount) {
        assertThatThrownBy(() -> SyncToken.decode(token, partitionCount))
                .isInstanceOfSatisfying(ApiException.class, it -> {
                    assertThat(it.code()).isEqualTo("FIELD_INVALID");
                    assertThat(it.detail()).contains("sync from scratch");
                });
    }
}

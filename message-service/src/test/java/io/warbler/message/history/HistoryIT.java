package io.warbler.message.history;

import static io.warbler.message.edge.Reading.ordinals;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.ReadHistory;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I3")
@Tag("I8")
@Tag("I11")
@Tag("I20")
class HistoryIT extends SharedEdge {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesGoBothWaysWithAndWithoutCache(boolean cached) {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 30).say(conversation.high(), 40).store();
        if (cached) {
            conversation.cache();
        }
        var reader = new Reading(harness, conversation.high());

        History newest = reader.newest(conversation.id(), 20).getHistory();
        History older = reader.before(conversation.id(), 51, 20).getHistory();
        History oldest = reader.before(conversation.id(), 5, 20).getHistory();
        History next = reader.after(conversation.id(), 50, 15).getHistory();
        History last = reader.after(conversation.id(), 65, 15).getHistory();
        History nothing = reader.after(conversation.id(), 70, 15).getHistory();

        assertThat(ordinals(newest.getMessagesList())).isEqualTo(range(51, 70));
        assertThat(newest.getMessages(19).getBody().getText()).isEqualTo("text 70");
        assertThat(newest.getMessages(19).getSender())
                .isEqualTo(conversation.high().value());
        assertThat(newest.getMore()).isTrue();
        assertThat(newest.getLastSeq()).isEqualTo(70);
        assertThat(ordinals(older.getMessagesList())).isEqualTo(range(31, 50));
        assertThat(ordinals(oldest.getMessagesList())).isEqualTo(range(1, 4));
        assertThat(oldest.getMore()).isFalse();
        assertThat(ordinals(next.getMessagesList())).isEqualTo(range(51, 65));
        assertThat(next.getMore()).isTrue();
        assertThat(ordinals(last.getMessagesList())).isEqualTo(range(66, 70));
        assertThat(last.getMore()).isFalse();
        assertThat(nothing.getMessagesList()).isEmpty();
        assertThat(nothing.getNotYet()).isFalse();
    }

    @Test
    void pagesCrossTheBorderOfABucket() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 4_100).store().checkpoint();
        var reader = new Reading(harness, conversation.low());

        assertThat(ordinals(reader.newest(conversation.id(), 10).getHistory().getMessagesList()))
                .isEqualTo(range(4_091, 4_100));
        assertThat(ordinals(
                        reader.before(conversation.id(), 4_098, 5).getHistory().getMessagesList()))
                .isEqualTo(range(4_093, 4_097));
        assertThat(ordinals(
                        reader.after(conversation.id(), 4_094, 5).getHistory().getMessagesList()))
                .isEqualTo(range(4_095, 4_099));
    }

    @Test
    void headIsFoundAcrossTheBorderOfABucketWithoutSnapshot() {
        var conversation = harness.conversation();
        // the checkpoint stands still, so no snapshot may be used
        conversation.say(conversation.low(), 4_098).store();

        var page = new Reading(harness, conversation.low())
                .newest(conversation.id(), 4)
                .getHistory();

        assertThat(ordinals(page.getMessagesList())).isEqualTo(range(4_095, 4_098));
        assertThat(page.getLastSeq()).isEqualTo(4_098);
    }

    @Test
    void nothingAboveAHoleIsReturned() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 10).storeWithout(ordinal -> ordinal == 8);
        var reader = new Reading(harness, conversation.low());

        History newest = reader.newest(conversation.id(), 5).getHistory();
        History after = reader.after(conversation.id(), 5, 10).getHistory();
        History before = reader.before(conversation.id(), 10, 10).getHistory();
        History beyond = reader.after(conversation.id(), 9, 10).getHistory();

        assertThat(ordinals(newest.getMessagesList())).isEqualTo(range(3, 7));
        assertThat(newest.getLastSeq()).isEqualTo(7);
        assertThat(ordinals(after.getMessagesList())).isEqualTo(range(6, 7));
        assertThat(after.getMore()).isFalse();
        assertThat(ordinals(before.getMessagesList())).isEqualTo(range(1, 7));
        assertThat(beyond.getNotYet()).isTrue();
        assertThat(beyond.getMessagesList()).isEmpty();
        assertThat(beyond.getLastSeq()).isEqualTo(7);
    }

    @Test
    void holeBelowASnapshotThatIsNotCompleteIsSeen() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 100).storeWithout(ordinal -> ordinal == 50);
        var reader = new Reading(harness, conversation.low());

        History newest = reader.newest(conversation.id(), 5).getHistory();

        assertThat(ordinals(newest.getMessagesList())).isEqualTo(range(45, 49));
        assertThat(newest.getLastSeq()).isEqualTo(49);
    }

    @Test
    void newestPageComesFromTheCacheAndSurvivesItsLoss() {
        var conversation = harness.conversation();
        conversation.say(conversation.high(), 60).store().cache();
        var reader = new Reading(harness, conversation.low());

        double before = pages("cache");
        History cached = reader.newest(conversation.id(), 50).getHistory();
        double after = pages("cache");
        deleteKeys(conversation.id());
        History stored = reader.newest(conversation.id(), 50).getHistory();

        assertThat(after).isEqualTo(before + 1);
        assertThat(stored).isEqualTo(cached);
        assertThat(pages("cache")).isEqualTo(after);
    }

    @Test
    void ownerThatReplaysPutsNoOlderHeadWhereRedisLostOne() {
        var conversation = harness.conversation();
        conversation.say(conversation.high(), 6).store().cache();
        var reader = new Reading(harness, conversation.low());

        deleteKeys(conversation.id());
        conversation.cacheReplayed(4);
        long afterLoss = reader.newest(conversation.id(), 5).getHistory().getLastSeq();
        conversation.cache().say(conversation.low(), 1).store().cacheReplayed(7);
        double before = pages("cache");
        long moved = reader.newest(conversation.id(), 5).getHistory().getLastSeq();

        assertThat(afterLoss).isEqualTo(6);
        assertThat(moved).as("the head that is there moves").isEqualTo(7);
        assertThat(pages("cache")).isEqualTo(before + 1);
    }

    @Test
    void cacheThatItsOwnerDeclaredInvalidIsNotRead() {
        var conversation = staleCache();
        var reader = new Reading(harness, conversation.low());

        conversation.cacheInvalid();
        long invalid = reader.newest(conversation.id(), 5).getHistory().getLastSeq();

        assertThat(invalid).isEqualTo(6);
    }

    @Test
    void cacheThatItsOwnerKeepsInAnotherProcessOfRedisIsNotRead() {
        var conversation = staleCache();
        var reader = new Reading(harness, conversation.low());

        conversation.cacheIn("another process");
        long lastSeq = reader.newest(conversation.id(), 5).getHistory().getLastSeq();

        assertThat(lastSeq).isEqualTo(6);
    }

    @Test
    void oldCacheIsReadThroughForACallerThatKnowsMore() {
        var conversation = harness.conversation();
        conversation
                .say(conversation.high(), 5)
                .store()
                .cache()
                .say(conversation.high(), 2)
                .store();
        var reader = new Reading(harness, conversation.low());

        History after = reader.after(conversation.id(), 6, 10).getHistory();

        assertThat(after.getNotYet()).isFalse();
        assertThat(ordinals(after.getMessagesList())).containsExactly(7L);
    }

    @Test
    void largePageIsCutToWhatAFrameCarries() {
        var conversation = harness.conversation();
        for (int i = 0; i < 10; i++) {
            conversation.say(conversation.low(), "x".repeat(60_000));
        }
        conversation.store();
        var reader = new Reading(harness, conversation.low());

        History newest = reader.newest(conversation.id(), 10).getHistory();
        History after = reader.after(conversation.id(), 1, 10).getHistory();

        assertThat(ordinals(newest.getMessagesList())).isEqualTo(range(7, 10));
        assertThat(newest.getMore()).isTrue();
        assertThat(ordinals(after.getMessagesList())).isEqualTo(range(2, 5));
        assertThat(after.getMore()).isTrue();
    }

    @Test
    void strangerLearnsNothing() {
        WrittenConversation conversation = harness.conversation();
        conversation.say(conversation.low(), 3).store().cache();

        var stranger = new Reading(harness, EdgeHarness.newUser()).newest(conversation.id(), 10);
        var member = new Reading(harness, conversation.low());
        var unknown = member.newest(new ConversationId("d" + "0".repeat(32)), 10);

        assertThat(stranger.getError().getCode()).isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(unknown.getError()).isEqualTo(stranger.getError());
    }

    @Test
    void wrongRequestsNameTheField() {
        var conversation = harness.conversation();
        var reader = new Reading(harness, conversation.low());

        var wrongId = reader.history(ReadHistory.newBuilder().setConversation("general"));
        var wrongLimit = reader.newest(conversation.id(), 101);
        var wrongOrdinal = reader.before(conversation.id(), 0, 10);
        var wrongCursor = reader.after(conversation.id(), -1, 10);

        assertThat(List.of(wrongId, wrongLimit, wrongOrdinal, wrongCursor)).allSatisfy(it -> {
            assertThat(it.getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(it.getError().getMessage()).contains("expected");
        });
    }

    /// A conversation of six messages; the cache was filled before the last one.
    private WrittenConversation staleCache() {
        var conversation = harness.conversation();
        conversation
                .say(conversation.high(), 5)
                .store()
                .cache()
                .say(conversation.low(), 1)
                .store();
        return conversation;
    }

    private double pages(String source) {
        return harness.bean(MeterRegistry.class)
                .counter("warbler.message.history.pages", "source", source)
                .count();
    }

    private void deleteKeys(ConversationId conversation) {
        var stack = harness.stack();
        var client = RedisClient.create(RedisURI.create(stack.redisHost(), stack.redisPort()));
        try (client;
                var connection = client.connect()) {
            connection
                    .sync()
                    .del(
                            RedisKeys.head(stack.redisPrefix(), conversation.value()),
                            RedisKeys.tail(stack.redisPrefix(), conversation.value()));
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}

package io.warbler.message.sync;

import static io.warbler.message.edge.Reading.cursor;
import static io.warbler.message.edge.Reading.ordinals;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.Sync;
import io.warbler.proto.client.v1.SyncResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I8")
@Tag("I11")
class SyncIT extends SharedEdge {

    private UserId alice;
    private Reading reader;

    @BeforeEach
    void login() {
        alice = EdgeHarness.newUser();
        reader = new Reading(harness, alice);
    }

    @Test
    void firstSyncTellsEverythingAndTheNextOneNothing() {
        var old = conversation().say(alice, 3).store().checkpoint();
        var recent = conversation().say(alice, 30).store().cache().checkpoint();

        SyncResult first = sync(ByteString.EMPTY);
        SyncResult second = sync(first.getToken());

        assertThat(first.getConversationsList())
                .extracting(it -> it.getEntry().getConversation())
                .containsExactly(recent.id().value(), old.id().value());
        assertThat(ordinals(first.getConversations(0).getMessagesList())).isEqualTo(range(11, 30));
        assertThat(first.getConversations(0).getGap()).isTrue();
        assertThat(ordinals(first.getConversations(1).getMessagesList())).isEqualTo(range(1, 3));
        assertThat(first.getConversations(1).getGap()).isFalse();
        assertThat(first.getMore()).isFalse();
        assertThat(second.getConversationsList()).isEmpty();
    }

    @Test
    void onlyWhatChangedIsTold() {
        conversation().say(alice, 3).store().checkpoint();
        var changed = conversation().say(alice, 4).store().checkpoint();
        ByteString token = sync(ByteString.EMPTY).getToken();

        changed.say(changed.low(), 2).store();
        SyncResult result = sync(token);

        assertThat(result.getConversationsList()).singleElement().satisfies(it -> {
            assertThat(it.getEntry().getConversation()).isEqualTo(changed.id().value());
            assertThat(ordinals(it.getMessagesList())).isEqualTo(range(5, 6));
            assertThat(it.getGap()).isFalse();
            assertThat(it.getEntry().getLastSeq()).isEqualTo(6);
        });
    }

    @Test
    void whatWasStoredAfterTheCheckpointIsToldAgainNotLost() {
        var conversation = conversation().say(alice, 4).store().checkpoint();
        conversation.say(alice, 1).store();
        ByteString token = sync(ByteString.EMPTY).getToken();

        SyncResult again = sync(token);

        assertThat(again.getConversationsList())
                .singleElement()
                .satisfies(it -> assertThat(ordinals(it.getMessagesList())).containsExactly(5L));
    }

    @Test
    void longAbsenceLeavesAGapToBeReadAsHistory() {
        var conversation = conversation().say(alice, 4).store().checkpoint();
        ByteString token = sync(ByteString.EMPTY).getToken();
        conversation.say(alice, 50).store().checkpoint();

        ConversationDelta delta = sync(token).getConversations(0);

        assertThat(ordinals(delta.getMessagesList())).isEqualTo(range(35, 54));
        assertThat(delta.getGap()).isTrue();
    }

    @Test
    void cursorSaysWhatTheClientHolds() {
        var conversation = conversation().say(alice, 4).store().checkpoint();
        ByteString token = sync(ByteString.EMPTY).getToken();
        conversation.say(alice, 6).store().cache().checkpoint();

        SyncResult partly = sync(token, cursor(conversation.id(), 7));
        SyncResult wholly = sync(token, cursor(conversation.id(), 10));
        SyncResult less = sync(sync(token).getToken(), cursor(conversation.id(), 2));

        assertThat(ordinals(partly.getConversations(0).getMessagesList())).isEqualTo(range(8, 10));
        assertThat(wholly.getConversations(0).getMessagesList()).isEmpty();
        assertThat(ordinals(less.getConversations(0).getMessagesList())).isEqualTo(range(3, 10));
    }

    @Test
    void cursorBeyondWhatCanBeReadMeansNotYet() {
        var conversation = conversation();
        conversation.say(alice, 6).storeWithout(ordinal -> ordinal == 5);

        ConversationDelta delta =
                sync(ByteString.EMPTY, cursor(conversation.id(), 6)).getConversations(0);

        assertThat(delta.getNotYet()).isTrue();
        assertThat(delta.getMessagesList()).isEmpty();
        assertThat(delta.getEntry().getLastSeq()).isEqualTo(4);
    }

    @Test
    void oldCacheIsReadThroughForAClientThatKnowsMore() {
        var conversation = conversation();
        conversation.say(alice, 3).store().cache().checkpoint().say(alice, 2).store();

        ConversationDelta delta =
                sync(ByteString.EMPTY, cursor(conversation.id(), 4)).getConversations(0);

        assertThat(delta.getNotYet()).isFalse();
        assertThat(ordinals(delta.getMessagesList())).containsExactly(5L);
    }

    @Test
    void movedMarkersOfBothSidesAreTold() {
        var conversation = conversation();
        UserId peer = conversation.low().equals(alice) ? conversation.high() : conversation.low();
        conversation.say(alice, 2).say(peer, 2).say(alice, 1).store().checkpoint();
        ByteString token = sync(ByteString.EMPTY).getToken();
        assertThat(sync(token).getConversationsList()).isEmpty();

        new Reading(harness, peer).mark(conversation.id(), 5);

        assertThat(sync(token).getConversationsList()).singleElement().satisfies(it -> {
            assertThat(it.getEntry().getPeerReadSeq()).isEqualTo(5);
            assertThat(it.getMessagesList()).isEmpty();
        });
    }

    @Test
    void largeResultIsCutAndTheRestFollowsAlsoOfConversationsThatGoOnMeanwhile() {
        List<WrittenConversation> conversations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            var conversation = conversation();
            conversation
                    .say(alice, "x".repeat(20_000))
                    .say(alice, "y".repeat(20_000))
                    .store()
                    .checkpoint();
            conversations.add(conversation);
        }
        Map<String, Set<Long>> held = new HashMap<>();

        SyncResult result = sync(ByteString.EMPTY);
        take(result, held);
        assertThat(result.getMore()).isTrue();
        assertThat(result.getSerializedSize()).isLessThan(260 * 1_024);
        int told = result.getConversationsCount();
        // one that was told already and one that was not
        conversations.getLast().say(alice, "z").store();
        conversations.getFirst().say(alice, "z").store();
        int rounds = 1;
        while (result.getMore() && rounds < 20) {
            result = sync(result.getToken());
            take(result, held);
            rounds++;
        }

        assertThat(told).isBetween(1, 11);
        assertThat(result.getMore()).isFalse();
        assertThat(rounds).isLessThan(10);
        assertThat(held).hasSize(12);
        for (var conversation : conversations) {
            boolean wentOn = conversation == conversations.getFirst() || conversation == conversations.getLast();
            assertThat(held.get(conversation.id().value()))
                    .containsExactlyInAnyOrderElementsOf(range(1, wentOn ? 3 : 2));
        }
    }

    @Test
    void conversationThatNeverFitsIsToldInItsNewestPart() {
        var conversation = conversation();
        for (int i = 0; i < 8; i++) {
            conversation.say(alice, "x".repeat(60_000));
        }
        conversation.store();

        ConversationDelta delta = sync(ByteString.EMPTY).getConversations(0);

        assertThat(ordinals(delta.getMessagesList())).isEqualTo(range(6, 8));
        assertThat(delta.getGap()).isTrue();
    }

    @Test
    void wrongRequestsAreRefused() {
        var garbage = reader.sync(ByteString.copyFromUtf8("garbage"));
        var limit = reader.sync(Sync.newBuilder().setLimit(101));
        var cursorOfNothing = reader.sync(Sync.newBuilder().addCursors(Cursor.getDefaultInstance()));
        var tooMany = Sync.newBuilder();
        var id = harness.conversation().id();
        for (int i = 0; i <= 1_000; i++) {
            tooMany.addCursors(cursor(id, 1));
        }

        assertThat(garbage.getError().getMessage()).contains("sync from scratch");
        assertThat(List.of(garbage, limit, cursorOfNothing, reader.sync(tooMany)))
                .allSatisfy(it -> assertThat(it.getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID));
    }

    @Test
    void cursorsOfForeignConversationsTellNothing() {
        var foreign = harness.conversation();
        foreign.say(foreign.low(), 3).store();

        assertThat(sync(ByteString.EMPTY, cursor(foreign.id(), 1)).getConversationsList())
                .isEmpty();
    }

    private WrittenConversation conversation() {
        return harness.conversation(alice);
    }

    private SyncResult sync(ByteString token, Cursor... cursors) {
        return reader.sync(token, cursors).getResult();
    }

    private static void take(SyncResult result, Map<String, Set<Long>> held) {
        for (ConversationDelta delta : result.getConversationsList()) {
            held.computeIfAbsent(delta.getEntry().getConversation(), _ -> new HashSet<>())
                    .addAll(delta.getMessagesList().stream()
                            .map(Message::getOrdinal)
                            .toList());
        }
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}

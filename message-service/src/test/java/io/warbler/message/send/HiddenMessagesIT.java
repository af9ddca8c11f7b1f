package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.hiding.HiddenRows;
import io.warbler.message.hiding.HiddenSeqs;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Message;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Deleting messages for oneself, through the whole service on real stores: no way to read shows them to the user any
/// more,
/// and everybody else sees what they saw.
class HiddenMessagesIT extends FriendsOverRest {

    @Test
    void nothingOfItIsShownToTheUserAndAllOfItToOthers() throws Exception {
        ConversationId group = groupWith(bob, carol);
        send(group, carol, "{\"text\":\"before\"}");
        send(group, alice, "{\"text\":\"between\"}");
        send(group, alice, mentioning(bob));
        assertDone(ask("PUT", path(group) + "/messages/4/pin", alice, key(), ""));
        assertDone(ask("PATCH", path(group) + "/messages/4", alice, key(), "{\"text\":\"" + CANARY + " again\"}"));
        send(group, carol, "{\"text\":\"yes\",\"replyTo\":\"4\"}");
        assertThat(everythingSeenBy(bob, group)).contains(CANARY);

        assertDone(hide(group, bob, 4));

        assertThat(everythingSeenBy(bob, group)).doesNotContain(CANARY);
        assertThat(everythingSeenBy(carol, group)).contains(CANARY);
        for (String of : List.of("", "/edits", "/reactions", "/readers")) {
            assertRefused(get(path(group) + "/messages/4" + of, bob), 404, "MESSAGE_UNKNOWN");
        }
        assertThat(get(path(group) + "/pins", bob).body()).isEqualTo("{}");
        assertThat(get("/v1/mentions", bob).body()).isEqualTo("{}");
        assertRefused(send(group, bob, "{\"text\":\"?\",\"replyTo\":\"4\"}"), 404, "REPLY_TARGET_UNKNOWN");
        assertRefused(send(group, bob, forward(group, "\"4\"", "")), 404, "FORWARD_SOURCE_UNKNOWN");
    }

    @Test
    void numbersStayDenseAndUnreadStays() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"one\"}");
        send(group, alice, "{\"text\":\"" + CANARY + "\"}");
        String before = get(path(group) + "/unread", bob).body();

        assertDone(hide(group, bob, 3));

        List<Message> page =
                new Reading(harness, bob).newest(group, 10).getHistory().getMessagesList();
        assertThat(page).extracting(Message::getOrdinal).containsExactly(1L, 2L);
        assertThat(page).extracting(Message::getHidden).containsExactly(false, true);
        assertThat(page.getLast().getSeq()).isEqualTo(3);
        assertThat(page.getLast().getSender()).isEqualTo(alice.value());
        assertThat(page.getLast().hasBody()).isFalse();
        assertThat(before).contains("\"unreadCount\":\"2\"");
        assertThat(get(path(group) + "/unread", bob).body())
                .contains(
                        "\"seq\":\"2\",\"ordinal\":\"1\",\"sender\":\"" + alice + "\",\"kind\":\"MESSAGE_KIND_TEXT\"",
                        "\"seq\":\"3\",\"ordinal\":\"2\",\"sender\":\"" + alice + "\",\"hidden\":true}");
        assertThat(get(path(group), bob).body())
                .contains("\"unreadCount\":\"2\"", "\"hidden\":true", "\"ranges\":[{\"first\":\"3\",\"last\":\"3\"}]");
    }

    @Test
    void devicesThatHideAtTheSameTimeBothHaveTheirWay() throws Exception {
        ConversationId group = groupWith(bob);
        for (int i = 0; i < 12; i++) {
            send(group, alice, "{\"text\":\"" + CANARY + "\"}");
        }
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long seq = 2; seq <= 13; seq++) {
                long one = seq;
                asked.add(executor.submit(() -> hide(group, bob, one)));
            }
        }

        for (Future<HttpResponse<String>> answer : asked) {
            assertDone(answer.get());
        }
        assertThat(get(path(group) + "/hidden-messages", bob).body())
                .contains("\"ranges\":[{\"first\":\"2\",\"last\":\"13\"}]");
        assertThat(everythingSeenBy(bob, group)).doesNotContain(CANARY);
    }

    @Test
    void otherDevicesLearnOfItAtTheNextSync() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"" + CANARY + "\"}");
        var reader = new Reading(harness, bob);
        ByteString token = reader.sync(ByteString.EMPTY).getResult().getToken();

        assertDone(hide(group, bob, 2));

        assertThat(reader.sync(token).getResult().getConversationsList())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getEntry().getHidden().getRanges(0).getLast()).isEqualTo(2);
                    assertThat(it.getEntry().getLastMessage().getHidden()).isTrue();
                    assertThat(it.toString()).doesNotContain(CANARY);
                });
    }

    @Test
    void onlyWhatTheUserCanSeeIsHidden() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"one\"}");
        add(group, carol);
        send(group, alice, "{\"text\":\"two\"}");

        assertRefused(hide(group, carol, 2), 404, "MESSAGE_UNKNOWN");
        assertRefused(hide(group, bob, 3), 404, "MESSAGE_UNKNOWN");
        assertRefused(hide(group, bob, 2, 99), 404, "MESSAGE_UNKNOWN");
        assertRefused(hide(group, EdgeHarness.newUser(), 2), 404, "CONVERSATION_UNKNOWN");
        assertRefused(get(path(group) + "/hidden-messages", EdgeHarness.newUser()), 404, "CONVERSATION_UNKNOWN");
        assertThat(get(path(group) + "/hidden-messages", bob).body()).doesNotContain("ranges");
        assertDone(hide(group, carol, 4));
        assertRefused(hide(group, bob, 0), 400, "FIELD_INVALID");
        assertRefused(hide(group, bob, LongStream.rangeClosed(1, 101).toArray()), 400, "FIELD_INVALID");
        assertRefused(
                ask("POST", path(group) + "/hidden-messages", bob, key(), "{\"seqs\":[\"x\"]}"), 400, "FIELD_INVALID");
    }

    @Test
    void aFormerMemberHidesWhatTheyStillSee() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"" + CANARY + "\"}");
        ask("DELETE", path(group) + "/members/" + bob, alice, key(), "");

        assertDone(hide(group, bob, 2));

        assertThat(everythingSeenBy(bob, group)).doesNotContain(CANARY);
    }

    @Test
    void stretchesAreLimitedAndMayGrow() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"one\"}");
        send(group, alice, "{\"text\":\"two\"}");
        send(group, alice, "{\"text\":\"three\"}");
        var rows = harness.bean(HiddenRows.class);
        List<Long> many = LongStream.range(0, Limits.MAX_HIDDEN_RANGES)
                .map(it -> 3 + 2 * it)
                .boxed()
                .toList();
        assertThat(rows.replace(bob, group, HiddenSeqs.NONE, HiddenSeqs.NONE.with(many.subList(1, many.size()), 1)))
                .isTrue();

        assertDone(hide(group, bob, 3));
        assertDone(hide(group, bob, 4));
        assertThat(get(path(group) + "/hidden-messages", bob).body()).contains("{\"first\":\"3\",\"last\":\"5\"}");

        HiddenSeqs full = HiddenSeqs.NONE.with(
                LongStream.range(0, Limits.MAX_HIDDEN_RANGES)
                        .map(it -> 100 + 2 * it)
                        .boxed()
                        .toList(),
                1);
        assertThat(rows.replace(carol, group, HiddenSeqs.NONE, full)).isTrue();
        add(group, carol);
        send(group, alice, "{\"text\":\"four\"}");
        assertRefused(hide(group, carol, 6), 409, "HIDDEN_MESSAGE_LIMIT_REACHED");
    }

    private HttpResponse<String> hide(ConversationId group, UserId user, long... seqs) throws Exception {
        String all = String.join(
                ",", LongStream.of(seqs).mapToObj(seq -> "\"" + seq + "\"").toList());
        return ask("POST", path(group) + "/hidden-messages", user, key(), "{\"seqs\":[" + all + "]}");
    }

    private String everythingSeenBy(UserId user, ConversationId group) throws Exception {
        return seenBy(user, group)
                + get(path(group) + "/found-messages", user).body()
                + get(path(group) + "/messages?afterSeq=2", user).body()
                + get(path(group) + "/messages?before=99", user).body()
                + get(path(group) + "/pins", user).body()
                + new Reading(harness, user).after(group, 1, 50);
    }

    private static String mentioning(UserId user) {
        return "{\"body\":{\"text\":\"" + CANARY
                + "\",\"spans\":[{\"length\":6,\"style\":\"SPAN_STYLE_MENTION\",\"user\":\"" + user + "\"}]}}";
    }
}

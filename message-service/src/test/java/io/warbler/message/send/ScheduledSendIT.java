package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.Reading;
import io.warbler.message.history.PartitionViews;
import io.warbler.message.schedule.DueSend;
import io.warbler.proto.Limits;
import io.warbler.proto.auth.v1.UserStatus;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.SendMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sends that wait for their time, through the whole service on real stores: sent once, by whoever may send then.
class ScheduledSendIT extends FriendsOverRest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern TIME = Pattern.compile("\"dueAtMs\":\"(\\d+)\"");
    private static final Pattern UPDATED = Pattern.compile("\"updatedAtMs\":\"(\\d+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    @BeforeEach
    void everybodyIsActive() {
        List.of(alice, bob, carol).forEach(it -> harness.users().put(it, UserStatus.USER_STATUS_ACTIVE));
    }

    @Test
    void whatIsDueIsSentOnceAndItsUserSeesWhere() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();

        var kept = put(schedule, alice, later(group, "hello then", soon()));

        assertThat(kept.body()).contains("SCHEDULED_SEND_STATE_WAITING", "hello then", group.value());
        awaitState(alice, schedule, "SENT");
        assertThat(get(one(schedule), alice).body()).contains("\"seq\":\"2\"").doesNotContain("hello then");
        assertThat(get(path(group) + "/messages", bob).body()).contains("hello then", "\"sender\":\"" + alice + "\"");
        send(group, bob, "{\"text\":\"next\"}");
        assertThat(new Reading(harness, bob).newest(group, 10).getHistory().getMessagesList())
                .hasSize(2);
        await().atMost(SOON).until(() -> hints(group).isEmpty());
        assertThat(get("/v1/scheduled-sends", bob).body()).isEqualTo("{}");
    }

    @Test
    void aFirstMessageToAFriendBeginsTheirConversation() throws Exception {
        String schedule = name();

        assertDone(put(schedule, alice, "{\"user\":\"" + bob + "\",\"text\":\"hi\",\"dueAtMs\":\"" + soon() + "\"}"));

        awaitState(alice, schedule, "SENT");
        var direct = ConversationId.direct(DirectPair.of(alice, bob));
        assertThat(get(path(direct) + "/messages", bob).body()).contains("\"text\":\"hi\"");
    }

    @Test
    void whatWaitsCanBeChangedAndTakenBack() throws Exception {
        ConversationId group = groupWith(bob);
        ConversationId other = groupWith(carol);
        String moved = name();
        String cancelled = name();
        String last = name();
        assertDone(put(moved, alice, later(group, CANARY, inDays(1))));
        assertDone(put(cancelled, alice, later(group, CANARY, soon())));

        assertDone(change(moved, alice, later(other, "moved", soon())));
        assertThat(ask("DELETE", one(cancelled), alice, key(), "").body())
                .contains("SCHEDULED_SEND_STATE_CANCELLED")
                .doesNotContain(CANARY);
        assertDone(put(last, alice, later(group, "last", soon())));

        awaitState(alice, moved, "SENT");
        awaitState(alice, last, "SENT");
        assertThat(get(path(other) + "/messages", carol).body()).contains("moved");
        assertThat(get(path(group) + "/messages", bob).body()).contains("last").doesNotContain(CANARY);
        assertDone(ask("DELETE", one(cancelled), alice, key(), ""));
        assertRefused(ask("DELETE", one(moved), alice, key(), ""), 409, "SCHEDULED_SEND_OVER");
        assertRefused(put(moved, alice, later(group, "again", inDays(1))), 409, "SCHEDULED_SEND_OVER");
        assertRefused(put(cancelled, alice, later(group, "again", inDays(1))), 409, "SCHEDULED_SEND_OVER");
    }

    @Test
    void oneMayBeChangedSoOften() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();
        assertDone(put(schedule, alice, later(group, "version 1", inDays(1))));
        for (int version = 2; version <= 50; version++) {
            assertDone(change(schedule, alice, later(group, "version " + version, inDays(1))));
        }

        assertRefused(
                change(schedule, alice, later(group, "one more", inDays(1))), 409, "SCHEDULED_SEND_LIMIT_REACHED");
        assertDone(ask("DELETE", one(schedule), alice, key(), ""));
    }

    @Test
    void theSameRequestGetsWhatBecameOfIt() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();
        String body = later(group, "once", soon());
        var first = put(schedule, alice, body);

        assertThat(put(schedule, alice, body).body()).isEqualTo(first.body());
        awaitState(alice, schedule, "SENT");
        assertThat(put(schedule, alice, body).body()).contains("SCHEDULED_SEND_STATE_SENT");
    }

    @Test
    void whoMayNotSendThenIsToldWhyAndKeepsWhatTheyWrote() throws Exception {
        ConversationId group = groupWith(bob);
        String removed = name();
        String stranger = name();
        String disabled = name();
        var reader = new Reading(harness, bob);
        ByteString token = reader.sync(ByteString.EMPTY).getResult().getToken();
        assertDone(put(removed, bob, later(group, CANARY, soon())));
        assertDone(put(stranger, bob, "{\"user\":\"" + carol + "\",\"text\":\"hi\",\"dueAtMs\":\"" + soon() + "\"}"));
        harness.friends().answer(FakeFriends.STRANGERS);
        ask("DELETE", path(group) + "/members/" + bob, alice, key(), "");

        awaitState(bob, removed, "REFUSED");
        awaitState(bob, stranger, "REFUSED");
        harness.users().put(carol, UserStatus.USER_STATUS_DISABLED);
        assertDone(put(disabled, carol, "{\"user\":\"" + bob + "\",\"text\":\"hi\",\"dueAtMs\":\"" + soon() + "\"}"));
        awaitState(carol, disabled, "REFUSED");

        assertThat(get(one(removed), bob).body()).contains("\"reason\":\"CONVERSATION_UNKNOWN\"", CANARY);
        assertThat(get(one(stranger), bob).body()).contains("\"reason\":\"DIRECT_NOT_ALLOWED\"");
        assertThat(get(one(disabled), carol).body()).contains("\"reason\":\"SENDER_INACTIVE\"");
        assertThat(get(path(group) + "/messages", alice).body()).doesNotContain(CANARY);
        assertThat(reader.sync(token).getResult().getScheduledSendsList())
                .extracting(ScheduledSend::getSchedule)
                .containsExactlyInAnyOrder(removed, stranger);
        assertThat(reader.sync(token).getResult().getScheduledSendsList()).noneMatch(ScheduledSend::hasContent);
        assertThat(ask("DELETE", one(removed), bob, key(), "").body()).doesNotContain(CANARY, "reason");
    }

    /// The first owner dies after the log has it and before it is noted; then the user loses the right to send.
    @Test
    void anAttemptOfWhichNobodyHeardIsFoundAndNotRefused() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();
        assertDone(put(schedule, bob, later(group, "hello", inDays(1))));
        SendAck first = harness.bean(MessageSender.class)
                .send(
                        bob,
                        "",
                        SendMessage.newBuilder()
                                .setConversation(group.value())
                                .setOutbox(ByteString.copyFrom(HexFormat.of().parseHex(schedule)))
                                .setNumber(1)
                                .setClientMessageId(schedule)
                                .setBody(MessageBody.newBuilder().setText("hello"))
                                .build());
        ask("DELETE", path(group) + "/members/" + bob, alice, key(), "");

        Due due = hints(group).getFirst();
        assertThat(harness.bean(DueSend.class).isDone(due)).isTrue();

        assertThat(get(one(schedule), bob).body())
                .contains("SCHEDULED_SEND_STATE_SENT", "\"seq\":\"" + first.getSeq() + "\"");
    }

    @Test
    void manyWhoDoItAtOnceSendItOnce() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();
        assertDone(put(schedule, alice, later(group, "once", inDays(1))));
        Due due = hints(group).getFirst();
        DueSend sends = harness.bean(DueSend.class);
        List<Future<Boolean>> tries = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                tries.add(executor.submit(() -> sends.isDone(due)));
            }
        }

        for (Future<Boolean> one : tries) {
            one.get();
        }
        assertThat(sends.isDone(due)).isTrue();
        awaitState(alice, schedule, "SENT");
        assertThat(new Reading(harness, bob).newest(group, 10).getHistory().getMessagesList())
                .hasSize(1);
    }

    @Test
    void whileAServiceIsAwayItWaits() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();
        assertDone(put(schedule, alice, later(group, "in the end", inDays(1))));
        Due due = hints(group).getFirst();
        harness.users().setAway(true);

        assertThat(harness.bean(DueSend.class).isDone(due)).isFalse();
        assertThat(get(one(schedule), alice).body()).contains("SCHEDULED_SEND_STATE_SENDING");
        assertRefused(ask("DELETE", one(schedule), alice, key(), ""), 409, "SCHEDULED_SEND_OVER");
        harness.users().setAway(false);

        assertThat(harness.bean(DueSend.class).isDone(due)).isTrue();
        assertThat(get(one(schedule), alice).body()).contains("SCHEDULED_SEND_STATE_SENT");
    }

    @Test
    void aChangeOfWhatIsNotThereAnyMoreIsRefused() throws Exception {
        ConversationId group = groupWith(bob);
        String schedule = name();
        String first = later(group, "first", inDays(1));
        assertDone(put(schedule, alice, first));
        assertDone(change(schedule, alice, later(group, "second", inDays(1))));

        assertRefused(put(schedule, alice, first), 409, "SCHEDULED_SEND_CHANGED");
        String wrong = first.replace("}", ",\"seenUpdatedAtMs\":\"-1\"}");
        assertRefused(put(schedule, alice, wrong), 400, "FIELD_INVALID");
        assertThat(get(one(schedule), alice).body()).contains("second");
    }

    /// auth-service was never told of this one.
    @Test
    void ofADeletedUserNothingIsSentAndNothingKept() throws Exception {
        UserId gone = EdgeHarness.newUser();
        String due = name();
        String later = name();
        assertDone(put(later, gone, toBob(inDays(100))));
        assertDone(put(due, gone, toBob(soon())));

        await().atMost(SOON).until(() -> get(one(due), gone).statusCode() == 404);

        await().atMost(SOON).until(() -> get("/v1/scheduled-sends", gone).body().equals("{}"));
    }

    @Test
    void howLateSomethingWasSentIsMeasured() throws Exception {
        Timer lateness = harness.bean(MeterRegistry.class).timer("warbler.message.timer.lateness");
        long before = lateness.count();
        ConversationId group = groupWith(bob);
        String sent = name();
        String cancelled = name();
        assertDone(put(cancelled, alice, later(group, CANARY, soon())));
        assertDone(ask("DELETE", one(cancelled), alice, key(), ""));
        assertDone(put(sent, alice, later(group, "hello", soon())));

        awaitState(alice, sent, "SENT");

        await().atMost(SOON).until(() -> lateness.count() > before);
        assertThat(lateness.max(TimeUnit.SECONDS)).isLessThan((double) SOON.toSeconds());
    }

    @Test
    void whatNoTimeCouldMakeRightIsRefusedAtOnce() throws Exception {
        ConversationId group = groupWith(bob);
        long tomorrow = inDays(1);
        assertRefused(put("A".repeat(32), alice, later(group, "x", tomorrow)), 400, "FIELD_INVALID");
        assertRefused(put(name(), alice, later(group, "x", 1)), 400, "FIELD_INVALID");
        assertRefused(put(name(), alice, later(group, "x", inDays(367))), 400, "FIELD_INVALID");
        assertRefused(put(name(), alice, later(group, "", tomorrow)), 400, "BODY_EMPTY");
        assertRefused(
                put(name(), alice, "{\"user\":\"" + alice + "\",\"text\":\"x\",\"dueAtMs\":\"" + tomorrow + "\"}"),
                400,
                "RECIPIENT_IS_SENDER");
        assertRefused(put(name(), alice, "{\"text\":\"x\",\"dueAtMs\":\"" + tomorrow + "\"}"), 400, "FIELD_INVALID");
        String wrong = "{\"conversation\":\"" + group + "\",\"dueAtMs\":\"" + tomorrow
                + "\",\"body\":{\"location\":{\"latitude\":91}}}";
        assertThat(put(name(), alice, wrong).body()).contains("body.location.latitude (expected: -90 to 90)");
        assertRefused(put(name(), carol, later(group, "x", tomorrow)), 404, "CONVERSATION_UNKNOWN");
        assertRefused(get(one(name()), alice), 404, "SCHEDULED_SEND_UNKNOWN");
        assertRefused(ask("DELETE", one(name()), alice, key(), ""), 404, "SCHEDULED_SEND_UNKNOWN");
        assertRefused(get("/v1/scheduled-sends?cursor=AAAA", alice), 400, "FIELD_INVALID");
        assertRefused(get("/v1/scheduled-sends?limit=101", alice), 400, "FIELD_INVALID");
    }

    @Test
    void aHundredWaitAndPagesFollowEachOther() throws Exception {
        UserId writer = EdgeHarness.newUser();
        String name = name();
        for (int i = 0; i < Limits.MAX_SCHEDULED_SENDS; i++) {
            name = name();
            assertDone(put(name, writer, toBob(inDays(1) + i)));
        }

        assertRefused(put(name(), writer, toBob(inDays(2))), 409, "SCHEDULED_SEND_LIMIT_REACHED");
        assertDone(change(name, writer, toBob(inDays(3))));
        assertDone(ask("DELETE", one(name), writer, key(), ""));
        assertDone(put(name(), writer, toBob(inDays(4))));
        List<String> times = new ArrayList<>();
        String cursor = "";
        do {
            String page =
                    get("/v1/scheduled-sends?limit=40&cursor=" + cursor, writer).body();
            TIME.matcher(page).results().forEach(it -> times.add(it.group(1)));
            var next = NEXT.matcher(page);
            cursor = next.find() ? next.group(1).replace("+", "%2B") : "";
        } while (!cursor.isEmpty());
        assertThat(times).hasSize(Limits.MAX_SCHEDULED_SENDS + 1).isSorted();
    }

    private String toBob(long dueAtMs) {
        return "{\"user\":\"" + bob + "\",\"text\":\"hi\",\"dueAtMs\":\"" + dueAtMs + "\"}";
    }

    private void awaitState(UserId user, String schedule, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(one(schedule), user).body())
                        .contains("\"state\":\"SCHEDULED_SEND_STATE_" + state + "\""));
    }

    /// What is due in the conversation's partition up to the day after tomorrow.
    private List<Due> hints(ConversationId conversation) {
        int partition = harness.bean(PartitionViews.class).partitionOf(conversation);
        DueRows rows = harness.bean(DueRows.class);
        long today = DueRows.dayOf(Instant.now().toEpochMilli());
        List<Due> found = new ArrayList<>();
        for (long day = today - 1; day <= today + 2; day++) {
            found.addAll(rows.between(partition, day, 0, Long.MAX_VALUE, 1_000)
                    .toCompletableFuture()
                    .join());
        }
        return found.stream()
                .filter(it -> it.conversation().equals(conversation))
                .toList();
    }

    private HttpResponse<String> put(String schedule, UserId user, String body) throws Exception {
        return ask("PUT", one(schedule), user, key(), body);
    }

    /// Of what stands.
    private HttpResponse<String> change(String schedule, UserId user, String body) throws Exception {
        var seen = UPDATED.matcher(get(one(schedule), user).body());
        assertThat(seen.find()).isTrue();
        return put(schedule, user, body.replace("}", ",\"seenUpdatedAtMs\":\"" + seen.group(1) + "\"}"));
    }

    private static String one(String schedule) {
        return "/v1/scheduled-sends/" + schedule;
    }

    private static String name() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String later(ConversationId conversation, String text, long dueAtMs) {
        return "{\"conversation\":\"" + conversation + "\",\"text\":\"" + text + "\",\"dueAtMs\":\"" + dueAtMs + "\"}";
    }

    private static long soon() {
        return Instant.now().plusMillis(1_500).toEpochMilli();
    }

    private static long inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days)).toEpochMilli();
    }
}

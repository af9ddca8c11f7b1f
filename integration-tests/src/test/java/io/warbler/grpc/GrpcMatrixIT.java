package io.warbler.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.warbler.proto.auth.v1.FindUsersRequest;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.auth.v1.RedeemTicketRequest;
import io.warbler.proto.client.v1.CancelScheduledSend;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.HideMessages;
import io.warbler.proto.client.v1.MarkDelivered;
import io.warbler.proto.client.v1.MarkRead;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.SaveDraft;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.SearchMessages;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.friend.v1.GetDirectPolicyRequest;
import io.warbler.proto.friend.v1.ListFriendsRequest;
import io.warbler.proto.message.v1.ApplyDirectPolicyRequest;
import io.warbler.proto.message.v1.CancelScheduledSendRequest;
import io.warbler.proto.message.v1.ChangeSettingsRequest;
import io.warbler.proto.message.v1.HideMessagesRequest;
import io.warbler.proto.message.v1.MarkDeliveredRequest;
import io.warbler.proto.message.v1.MarkReadRequest;
import io.warbler.proto.message.v1.ReadHistoryRequest;
import io.warbler.proto.message.v1.ReadInboxRequest;
import io.warbler.proto.message.v1.ReadMentionsRequest;
import io.warbler.proto.message.v1.ReadPlacesRequest;
import io.warbler.proto.message.v1.ReadScheduledSendsRequest;
import io.warbler.proto.message.v1.SaveDraftRequest;
import io.warbler.proto.message.v1.ScheduleSendRequest;
import io.warbler.proto.message.v1.SearchMessagesRequest;
import io.warbler.proto.message.v1.Submission;
import io.warbler.proto.message.v1.SyncRequest;
import io.warbler.proto.presence.v1.Departure;
import io.warbler.proto.presence.v1.GetPresenceRequest;
import io.warbler.proto.presence.v1.ReadStatesRequest;
import io.warbler.proto.presence.v1.ReportChangesRequest;
import io.warbler.proto.presence.v1.ReportOfflineRequest;
import io.warbler.rest.Api;
import io.warbler.rest.Circle;
import io.warbler.rest.Relation;
import io.warbler.scenario.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every call between services: nobody without the cluster token, and with it only what the user may whom the call
/// names. A method without a row fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrpcMatrixIT {

    /// Answers when the call is about Alice's things and names herself, her friend, a stranger, somebody whom she
    /// blocks, an integrator, nobody.
    private static final Map<String, List<String>> FOR_A_USER = rows(
            "IngressService/Submit appended appended CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/ReadHistory history history CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/MarkRead marked marked CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/MarkDelivered marked marked CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/Sync result result result result FIELD_INVALID FIELD_INVALID",
            "ReadingService/ReadInbox inbox inbox inbox inbox FIELD_INVALID FIELD_INVALID",
            "ReadingService/ReadMentions mentions mentions mentions mentions FIELD_INVALID FIELD_INVALID",
            "ReadingService/SaveDraft draft draft CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/ChangeSettings settings settings CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/HideMessages hidden hidden CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/ScheduleSend scheduled scheduled CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            // the one of that name is everybody's own
            "ReadingService/CancelScheduledSend SCHEDULED_SEND_UNKNOWN SCHEDULED_SEND_UNKNOWN SCHEDULED_SEND_UNKNOWN SCHEDULED_SEND_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "ReadingService/ReadScheduledSends scheduled scheduled scheduled scheduled FIELD_INVALID FIELD_INVALID",
            "ReadingService/SearchMessages found found CONVERSATION_UNKNOWN CONVERSATION_UNKNOWN FIELD_INVALID FIELD_INVALID",
            "PresenceService/GetPresence answered answered answered answered INVALID_ARGUMENT INVALID_ARGUMENT");

    /// Between services, for no user; answers when an integrator is named where a user belongs.
    private static final Map<String, List<String>> FOR_SERVICES = rows(
            "AuthService/RedeemTicket refused",
            "AuthService/FindUsers answered",
            "FriendService/GetDirectPolicy INVALID_ARGUMENT",
            "FriendService/ListFriends INVALID_ARGUMENT",
            "PresenceService/ReportOffline INVALID_ARGUMENT",
            "PresenceChangeService/ReportChanges INVALID_ARGUMENT",
            "PresenceChangeService/ReadStates INVALID_ARGUMENT",
            "PlaceService/ReadPlaces INVALID_ARGUMENT",
            "DirectPolicyService/ApplyDirectPolicy INVALID_ARGUMENT");

    private static final String INTEGRATOR = "i" + "1".repeat(32);

    private final Cluster cluster = Cluster.shared();
    private final Map<String, MethodDescriptor<?, ?>> methods = Methods.all();
    private Circle circle;
    private Peer peer;

    @BeforeAll
    void meet() {
        try (var api = Api.open(cluster)) {
            circle = Circle.make(api);
        }
        peer = new Peer(cluster, cluster.clusterToken());
    }

    @AfterAll
    void part() {
        peer.close();
    }

    @Test
    void everyMethodHasARow() {
        Set<String> rows = new TreeSet<>(FOR_A_USER.keySet());
        rows.addAll(FOR_SERVICES.keySet());

        assertThat(rows).isEqualTo(new TreeSet<>(methods.keySet()));
    }

    @Test
    void nobodyCallsWithoutTheClusterToken() {
        try (var nobody = new Peer(cluster, "");
                var guesser = new Peer(cluster, "x".repeat(64));
                var user = new Peer(cluster, circle.self().token())) {
            methods.forEach((name, method) -> {
                assertThat(Stream.of(nobody, guesser, user).map(other -> other.end(method)))
                        .as(name)
                        .containsOnly(Code.UNAUTHENTICATED);
                assertThat(peer.end(method)).as(name).isNotIn(Code.UNAUTHENTICATED, Code.UNIMPLEMENTED);
            });
        }
    }

    @Test
    void usersGetWhatTheirRowSays() {
        Map<String, List<String>> seen = new TreeMap<>();
        FOR_A_USER
                .keySet()
                .forEach(name -> seen.put(
                        name, identities().stream().map(user -> ask(name, user)).toList()));

        assertThat(seen).containsExactlyInAnyOrderEntriesOf(FOR_A_USER);
    }

    /// What answers everybody speaks of Alice only to those who may know.
    @Test
    void ownThingsSpeakOfNobodyElse() {
        for (String name : List.of("ReadingService/Sync", "ReadingService/ReadInbox")) {
            List<Boolean> speaks = Stream.of(Relation.values())
                    .map(relation -> request(name, circle.account(relation).id()))
                    .map(request ->
                            peer.answer(method(name), request).toString().contains(circle.conversation()))
                    .toList();
            assertThat(speaks).as(name).containsExactly(true, true, false, false);
        }
    }

    @Test
    void servicesTakeNoIntegratorForAUser() {
        Map<String, List<String>> seen = new TreeMap<>();
        FOR_SERVICES.keySet().forEach(name -> seen.put(name, List.of(ask(name, INTEGRATOR))));

        assertThat(seen).containsExactlyInAnyOrderEntriesOf(FOR_SERVICES);
    }

    private List<String> identities() {
        List<String> users = new ArrayList<>();
        Stream.of(Relation.values()).map(circle::account).forEach(account -> users.add(account.id()));
        users.add(INTEGRATOR);
        users.add("");
        return users;
    }

    private String ask(String name, String user) {
        Message request = request(name, user);
        return request instanceof Submission submission
                ? SubmitCall.outcome(peer, submission)
                : peer.outcome(method(name), request);
    }

    private MethodDescriptor<?, ?> method(String name) {
        return Objects.requireNonNull(methods.get(name), name);
    }

    // allow MethodLength: one case per call
    private Message request(String name, String user) {
        var principal = Principal.newBuilder().setUser(user).build();
        String alice = circle.self().id();
        return switch (name) {
            case "IngressService/Submit" -> submission(principal);
            case "ReadingService/ReadHistory" ->
                ReadHistoryRequest.newBuilder()
                        .setPrincipal(principal)
                        .setRead(ReadHistory.newBuilder().setConversation(circle.conversation()))
                        .build();
            case "ReadingService/MarkRead" ->
                MarkReadRequest.newBuilder()
                        .setPrincipal(principal)
                        .setMark(MarkRead.newBuilder()
                                .setConversation(circle.conversation())
                                .setSeq(1))
                        .build();
            case "ReadingService/MarkDelivered" ->
                MarkDeliveredRequest.newBuilder()
                        .setPrincipal(principal)
                        .setMark(MarkDelivered.newBuilder()
                                .setConversation(circle.conversation())
                                .setSeq(1))
                        .build();
            case "ReadingService/Sync" ->
                SyncRequest.newBuilder().setPrincipal(principal).build();
            case "ReadingService/ReadInbox" ->
                ReadInboxRequest.newBuilder().setPrincipal(principal).build();
            case "ReadingService/ReadMentions" ->
                ReadMentionsRequest.newBuilder().setPrincipal(principal).build();
            case "ReadingService/SaveDraft" ->
                SaveDraftRequest.newBuilder()
                        .setPrincipal(principal)
                        .setSave(SaveDraft.newBuilder().setConversation(circle.conversation()))
                        .build();
            case "ReadingService/ChangeSettings" ->
                ChangeSettingsRequest.newBuilder()
                        .setPrincipal(principal)
                        .setChange(ChangeSettings.newBuilder()
                                .setConversation(circle.conversation())
                                .setMutedUntilMs(0))
                        .build();
            case "ReadingService/HideMessages" ->
                HideMessagesRequest.newBuilder()
                        .setPrincipal(principal)
                        .setHide(HideMessages.newBuilder()
                                .setConversation(circle.conversation())
                                .addSeqs(1))
                        .build();
            case "ReadingService/ScheduleSend" ->
                ScheduleSendRequest.newBuilder()
                        .setPrincipal(principal)
                        .setSchedule(ScheduleSend.newBuilder()
                                .setSchedule("e5".repeat(16))
                                .setDueAtMs(
                                        Instant.now().plus(Duration.ofDays(1)).toEpochMilli())
                                .setContent(ScheduledContent.newBuilder()
                                        .setConversation(circle.conversation())
                                        .setBody(MessageBody.newBuilder().setText("later"))))
                        .build();
            case "ReadingService/CancelScheduledSend" ->
                CancelScheduledSendRequest.newBuilder()
                        .setPrincipal(principal)
                        .setCancel(CancelScheduledSend.newBuilder().setSchedule("f6".repeat(16)))
                        .build();
            case "ReadingService/ReadScheduledSends" ->
                ReadScheduledSendsRequest.newBuilder().setPrincipal(principal).build();
            case "ReadingService/SearchMessages" ->
                SearchMessagesRequest.newBuilder()
                        .setPrincipal(principal)
                        .setSearch(SearchMessages.newBuilder().setConversation(circle.conversation()))
                        .build();
            case "PresenceService/GetPresence" ->
                GetPresenceRequest.newBuilder().setAsker(user).addUsers(alice).build();
            default -> betweenServices(name, user, alice);
        };
    }

    private static Message betweenServices(String name, String user, String alice) {
        return switch (name) {
            case "AuthService/RedeemTicket" ->
                RedeemTicketRequest.newBuilder().setTicket(user).build();
            case "AuthService/FindUsers" ->
                FindUsersRequest.newBuilder().addIds(user).build();
            case "FriendService/GetDirectPolicy" ->
                GetDirectPolicyRequest.newBuilder().setOne(user).setOther(alice).build();
            case "FriendService/ListFriends" ->
                ListFriendsRequest.newBuilder().setUser(user).build();
            case "PresenceService/ReportOffline" ->
                ReportOfflineRequest.newBuilder()
                        .addDepartures(Departure.newBuilder().setUser(user).setAtMs(1))
                        .build();
            case "PresenceChangeService/ReportChanges" ->
                ReportChangesRequest.newBuilder().addUsers(user).build();
            case "PresenceChangeService/ReadStates" ->
                ReadStatesRequest.newBuilder().addUsers(user).build();
            case "PlaceService/ReadPlaces" ->
                ReadPlacesRequest.newBuilder().setUser(user).build();
            case "DirectPolicyService/ApplyDirectPolicy" ->
                ApplyDirectPolicyRequest.newBuilder()
                        .setOne(user)
                        .setOther(alice)
                        .setVersion(1)
                        .build();
            default -> throw new IllegalArgumentException(name + " (expected: a request for each row)");
        };
    }

    private Submission submission(Principal principal) {
        var send = SendMessage.newBuilder()
                .setConversation(circle.conversation())
                .setOutbox(ByteString.copyFromUtf8("grpc-matrix-test"))
                .setNumber(1)
                .setClientMessageId("m-1")
                .setBody(MessageBody.newBuilder().setText("hello"));
        return Submission.newBuilder()
                .setConnection(1)
                .setRequestId(1)
                .setPrincipal(principal)
                .setSend(send)
                .build();
    }

    private static Map<String, List<String>> rows(String... rows) {
        Map<String, List<String>> outcomes = new TreeMap<>();
        for (String row : rows) {
            List<String> words = List.of(row.split(" ", -1));
            outcomes.put(words.getFirst(), words.subList(1, words.size()));
        }
        return outcomes;
    }
}

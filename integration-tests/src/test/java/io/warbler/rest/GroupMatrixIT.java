package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api.Input;
import io.warbler.scenario.Cluster;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every operation on a group, asked for in every standing to it: who gets what, and that nobody who was
/// removed or banned sees what came later.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupMatrixIT {

    private static final String CHANNEL = "CONVERSATION_KIND_CHANNEL";

    /// Statuses for owner, admin, member, muted, banned, ex-member, stranger; asked in the opposite order. None
    /// changes what a later one stands on, but for the last.
    private static final Map<String, List<Integer>> ROWS = rows(
            "readConversation 200 200 200 200 200 200 404",
            "readHistory 200 200 200 200 200 200 404",
            // the first message after the group was made: whoever was a member could read it
            "readMessage 200 200 200 200 200 200 404",
            "searchMessages 200 200 200 200 200 200 404",
            "saveDraft 200 200 200 200 200 200 404",
            "removeDraft 200 200 200 200 200 200 404",
            "changeSettings 200 200 200 200 200 200 404",
            "explainUnread 200 200 200 200 200 200 404",
            "readReaders 200 200 200 200 404 404 404",
            "markRead 200 200 200 200 200 200 404",
            "markDelivered 200 200 200 200 200 200 404",
            "sendToConversation 201 201 201 403 404 404 404",
            "editMessage 200 403 403 403 404 404 404",
            "addReaction 200 200 200 403 404 404 404",
            "readReactions 200 200 200 200 200 200 404",
            "removeReaction 200 200 200 403 404 404 404",
            "pinMessage 409 200 403 403 404 404 404",
            "readPins 200 200 200 200 200 200 404",
            "unpinMessage 409 200 403 403 404 404 404",
            "readEdits 200 200 200 200 200 200 404",
            "votePoll 409 409 409 403 404 404 404",
            "closePoll 409 409 409 409 404 404 404",
            "readVotes 409 409 409 409 409 409 404",
            "deleteMessage 409 200 403 403 404 404 404",
            "hideMessages 200 200 200 200 200 200 404",
            "readHiddenMessages 200 200 200 200 200 200 404",
            "listMembers 200 200 200 200 404 404 404",
            // of no invite and no request: what those do, tells JoinIT
            "setAnnouncement 409 409 403 403 404 404 404",
            "createInvite 201 201 403 403 404 404 404",
            "listInvites 200 200 403 403 404 404 404",
            "revokeInvite 404 404 403 403 404 404 404",
            "previewGroup 404 404 404 404 404 404 404",
            "joinGroup 404 404 404 404 404 404 404",
            "readJoinRequest 200 200 200 200 404 404 404",
            "withdrawJoinRequest 404 404 404 404 404 404 404",
            "listJoinRequests 200 200 403 403 404 404 404",
            "approveJoinRequest 404 404 403 403 404 404 404",
            "declineJoinRequest 404 404 403 403 404 404 404",
            // friendship is asked first: of all of them only the owner is the member's friend
            "addMember 409 403 403 403 403 403 404",
            "changeGroup 409 409 403 403 404 404 404",
            "setRole 403 403 403 403 404 404 404",
            "muteMember 409 409 403 403 404 404 404",
            "banMember 409 409 403 403 404 404 404",
            "unbanMember 409 409 403 403 404 404 404",
            "removeMember 404 404 403 403 404 404 404",
            "transferGroup 409 403 403 403 404 404 404",
            "dissolveGroup 200 403 403 403 404 404 404");

    /// What is otherwise in a channel.
    private static final Map<String, List<Integer>> ROWS_OF_CHANNELS = rows(
            "readReaders 200 200 403 403 404 404 404",
            "sendToConversation 201 201 403 403 404 404 404",
            "listMembers 200 200 403 403 404 404 404");

    private final Cluster cluster = Cluster.shared();
    private final ApiDocument document = ApiDocument.read(Cluster.checkout());
    private Api api;
    private Company company;
    private Company channel;

    @BeforeAll
    void meet() {
        api = new Api(document, cluster, "gateway-1");
        company = Company.make(api);
        channel = Company.make(api, CHANNEL);
    }

    @AfterAll
    void part() {
        api.close();
    }

    @Test
    void nobodyGetsMoreThanTheirRow() {
        Company own = Company.make(api);
        Map<String, List<Integer>> seen = new LinkedHashMap<>();
        ROWS.keySet().forEach(id -> seen.put(id, ask(id, own)));

        assertThat(seen).containsExactlyEntriesOf(ROWS);
    }

    @Test
    void nobodyGetsMoreThanTheirRowInAChannel() {
        Company own = Company.make(api, CHANNEL);
        Map<String, List<Integer>> expected = new LinkedHashMap<>(ROWS);
        expected.putAll(ROWS_OF_CHANNELS);
        Map<String, List<Integer>> seen = new LinkedHashMap<>();
        ROWS.keySet().forEach(id -> seen.put(id, ask(id, own)));

        assertThat(seen).containsExactlyEntriesOf(expected);
    }

    @Test
    void readersOfAChannelSeeNobodyButWhoWrites() {
        for (String id : List.of("readConversation", "readHistory", "readInbox", "searchMessages")) {
            Map<Standing, Boolean> sees = new EnumMap<>(Standing.class);
            for (Standing standing : Standing.values()) {
                String answer =
                        api.call(document.operation(id), channel.in(standing)).body();
                sees.put(standing, names(answer, standing));
            }
            // only events name who does not write
            boolean byManagers = id.equals("readHistory");
            assertThat(sees.values()).as(id).containsExactly(byManagers, byManagers, false, false, false, false, false);
        }
    }

    private boolean names(String answer, Standing asker) {
        return Stream.of(Standing.MEMBER, Standing.MUTED, Standing.BANNED, Standing.EX_MEMBER)
                .filter(other -> other != asker)
                .anyMatch(other -> answer.contains(channel.account(other).id()));
    }

    @Test
    void whoeverIsNoMemberAnyMoreSeesNothingThatCameLater() {
        assertNothingLater(company);
        assertNothingLater(channel);
    }

    private void assertNothingLater(Company company) {
        for (String id : List.of("readConversation", "readHistory", "readInbox", "readMentions", "searchMessages")) {
            Map<Standing, Boolean> sees = new EnumMap<>(Standing.class);
            for (Standing standing : Standing.values()) {
                String answer =
                        api.call(document.operation(id), company.in(standing)).body();
                sees.put(standing, answer.contains(company.secret()));
            }
            // the owner wrote it, and is not mentioned by that
            boolean byOwner = !id.equals("readMentions");
            assertThat(sees.values()).as(id).containsExactly(byOwner, true, true, true, false, false, false);
        }
    }

    private List<Integer> ask(String id, Company of) {
        Map<Standing, Integer> statuses = new EnumMap<>(Standing.class);
        for (Standing standing : List.of(Standing.values()).reversed()) {
            statuses.put(
                    standing,
                    api.call(document.operation(id), input(id, of, standing)).statusCode());
        }
        return new ArrayList<>(statuses.values());
    }

    private static Input input(String id, Company company, Standing asker) {
        Input input = company.in(asker);
        Account member = company.account(Standing.MEMBER);
        Account banned = company.account(Standing.BANNED);
        return switch (id) {
            case "saveDraft" -> input.body("{\"text\":\"hm\"}");
            case "changeSettings" -> input.body("{\"mutedUntilMs\":\"0\"}");
            case "hideMessages" -> input.body("{\"seqs\":[\"" + Company.FIRST_MESSAGE + "\"]}");
            case "readMessage", "readReaders" -> input.path("seq", Company.FIRST_MESSAGE);
            case "markRead", "markDelivered" -> input.body("{\"seq\":\"1\"}");
            case "editMessage", "deleteMessage", "addReaction", "removeReaction", "pinMessage", "unpinMessage" ->
                input.path("seq", Company.FIRST_MESSAGE).path("reaction", "👍").body("{\"text\":\"hello\"}");
            case "votePoll" -> input.path("seq", Company.FIRST_MESSAGE).body("{\"options\":[0]}");
            case "readEdits", "readReactions", "readVotes", "closePoll" -> input.path("seq", Company.FIRST_MESSAGE);
            case "sendToConversation" -> input.body("{\"text\":\"hello\"}");
            // what is so already, so that nothing changes for those who may
            case "addMember" -> input.path("user", member.id());
            case "changeGroup" -> input.body("{\"title\":\"Company\"}");
            case "setRole" ->
                input.path("user", company.account(Standing.OWNER).id()).body("{\"role\":\"GROUP_ROLE_MEMBER\"}");
            case "muteMember" -> input.path("user", member.id()).body("{\"untilMs\":\"0\"}");
            case "banMember" -> input.path("user", banned.id());
            case "setAnnouncement" -> input.body("{\"text\":\"\"}");
            case "createInvite" -> input.body("{}");
            case "revokeInvite" -> input.path("invite", "1");
            case "previewGroup", "joinGroup" -> input.body(Joining.NO_TOKEN);
            case "approveJoinRequest", "declineJoinRequest" ->
                input.path("user", company.fresh().id());
            case "unbanMember" -> input.path("user", company.fresh().id());
            case "removeMember" -> input.path("user", company.fresh().id());
            case "transferGroup" ->
                input.body("{\"user\":\"" + company.account(Standing.OWNER).id() + "\"}");
            default -> input;
        };
    }

    private static Map<String, List<Integer>> rows(String... rows) {
        Map<String, List<Integer>> statuses = new LinkedHashMap<>();
        for (String row : rows) {
            List<String> words = List.of(row.split(" ", -1));
            statuses.put(
                    words.getFirst(),
                    words.stream().skip(1).map(Integer::valueOf).toList());
        }
        return statuses;
    }
}

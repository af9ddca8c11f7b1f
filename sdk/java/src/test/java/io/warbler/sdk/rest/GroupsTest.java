package io.warbler.sdk.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.sdk.group.GroupChanged;
import io.warbler.sdk.group.GroupMember;
import io.warbler.sdk.group.GroupRole;
import io.warbler.sdk.group.GroupSettings;
import io.warbler.sdk.group.GroupSettings.Audience;
import io.warbler.sdk.group.GroupSettings.History;
import io.warbler.sdk.group.GroupView;
import io.warbler.sdk.peer.PeerAnswer;
import io.warbler.sdk.peer.PeerRequest;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {

    private static final String CHANGED = "{\"conversation\":\"g1\",\"seq\":\"7\",\"changedAtMs\":\"1000\"}";
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    private final List<PeerRequest> requests = new CopyOnWriteArrayList<>();
    private final ProtocolPeer peer = new ProtocolPeer();
    private final WarblerApi api =
            WarblerApi.of(Endpoint.of(peer.url()), ((InstantSource) () -> NOW).withZone(ZoneOffset.UTC));

    @BeforeEach
    void login() {
        api.login(new Credentials("alice", "secret"), Device.unregistered("test", "Test"));
    }

    @AfterEach
    void close() {
        api.close();
        peer.close();
    }

    @Test
    void everyChangeIsAskedForUnderAKeyOfItsOwn() {
        answerInTurn();
        Groups groups = api.groups();

        GroupChanged changed = groups.add("g1", "bob");
        groups.remove("g1", "bob");
        groups.leave("g1");
        groups.setRole("g1", "bob", GroupRole.ADMIN);
        groups.mute("g1", "bob", Duration.ofMinutes(10));
        groups.unmute("g1", "bob");
        groups.ban("g1", "bob");
        groups.unban("g1", "bob");
        groups.transfer("g1", "bob");
        groups.dissolve("g1");

        assertThat(changed).isEqualTo(new GroupChanged("g1", 7, Instant.ofEpochMilli(1_000)));
        assertThat(requests).extracting(PeerRequest::key).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(requests)
                .extracting(PeerRequest::call)
                .containsExactly(
                        "PUT /v1/conversations/g1/members/bob",
                        "DELETE /v1/conversations/g1/members/bob",
                        "DELETE /v1/conversations/g1/members/me",
                        "PUT /v1/conversations/g1/members/bob/role",
                        "PUT /v1/conversations/g1/members/bob/mute",
                        "PUT /v1/conversations/g1/members/bob/mute",
                        "PUT /v1/conversations/g1/bans/bob",
                        "DELETE /v1/conversations/g1/bans/bob",
                        "POST /v1/conversations/g1/owner",
                        "DELETE /v1/conversations/g1");
        assertThat(body(3)).isEqualTo("{\"role\":\"GROUP_ROLE_ADMIN\"}");
        assertThat(body(4))
                .isEqualTo("{\"untilMs\":\"" + NOW.plus(Duration.ofMinutes(10)).toEpochMilli() + "\"}");
        assertThat(body(5)).isEqualTo("{\"untilMs\":\"0\"}");
        assertThat(body(8)).isEqualTo("{\"user\":\"bob\"}");
    }

    @Test
    void onlyWhatIsNamedIsChanged() {
        answerInTurn();

        api.groups().change("g1", GroupProfileChange.none().title("Crew").description(""));
        api.groups()
                .change(
                        "g1",
                        GroupSettingsChange.none().maySend(Audience.ADMINS).slowMode(Duration.ofSeconds(5)));

        assertThat(requests).extracting(PeerRequest::call).containsOnly("PATCH /v1/conversations/g1");
        assertThat(body(0))
                .contains("\"title\":\"Crew\"", "\"description\":\"\"")
                .doesNotContain("avatar");
        assertThat(body(1))
                .contains("\"maySend\":\"GROUP_AUDIENCE_ADMINS\"", "\"slowModeSeconds\":5")
                .doesNotContain("history");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OUTCOME_UNKNOWN", "UNAVAILABLE"})
    void whatHasNoVerdictIsRepeatedUnderTheSameKey(String code) {
        answerInTurn(PeerAnswer.problem(503, code), PeerAnswer.problem(503, code));

        assertThat(api.groups().add("g1", "bob").seq()).isEqualTo(7);

        assertThat(requests).hasSize(3);
        assertThat(requests)
                .extracting(PeerRequest::key)
                .containsOnly(requests.get(0).key());
    }

    @Test
    void aRefusalIsFinalAndTellsItsCode() {
        answerInTurn(PeerAnswer.problem(409, "GROUP_FULL"));

        assertThatExceptionOfType(WarblerApiException.class)
                .isThrownBy(() -> api.groups().add("g1", "bob"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("GROUP_FULL"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void aDraftThatIsCreatedTwiceHasOneKey() {
        answerInTurn();
        GroupDraft draft = GroupDraft.of("Team")
                .members(List.of("bob", "carol"))
                .settings(GroupSettingsChange.none().history(History.FROM_START));

        api.groups().create(draft);
        api.groups().create(draft);
        api.groups().create(GroupDraft.of("Team"));

        assertThat(requests).extracting(PeerRequest::call).containsOnly("POST /v1/conversations");
        assertThat(requests.get(0).key())
                .isEqualTo(requests.get(1).key())
                .isNotEqualTo(requests.get(2).key());
        assertThat(body(0))
                .contains(
                        "\"title\":\"Team\"",
                        "\"members\":[\"bob\",\"carol\"]",
                        "\"settings\":{\"history\":\"GROUP_HISTORY_FROM_START\"}");
    }

    @Test
    void aChannelIsCreatedAsOne() {
        answerInTurn();

        api.groups().create(GroupDraft.channel("News").members(List.of("bob")));

        assertThat(body(0))
                .contains("\"title\":\"News\"", "\"kind\":\"CONVERSATION_KIND_CHANNEL\"", "\"members\":[\"bob\"]");
    }

    @Test
    void membersAreReadToTheirEnd() {
        answer(
                Map.of(
                        "GET /v1/conversations/g1/members?limit=100&cursor=",
                        "{\"members\":[{\"user\":\"alice\",\"role\":\"GROUP_ROLE_OWNER\",\"joinedSeq\":\"1\"}],\"next\":\"alice\"}",
                        "GET /v1/conversations/g1/members?limit=100&cursor=alice",
                        "{\"members\":[{\"user\":\"bob\",\"role\":\"GROUP_ROLE_MEMBER\",\"joinedSeq\":\"4\",\"mutedUntilMs\":\"9\"}]}"));

        assertThat(api.groups().members("g1"))
                .containsExactly(
                        new GroupMember("alice", GroupRole.OWNER, 1, null),
                        new GroupMember("bob", GroupRole.MEMBER, 4, Instant.ofEpochMilli(9)));
    }

    @Test
    void theViewIsThatOfTheUser() {
        answer(Map.of("GET /v1/conversations/g1", """
                {"conversation":"g1","kind":"CONVERSATION_KIND_GROUP","lastSeq":"9","group":{"info":{"title":"Team",
                "description":"d"},"settings":{"maySend":"GROUP_AUDIENCE_EVERYONE","mayInvite":"GROUP_AUDIENCE_ADMINS",
                "mayEditInfo":"GROUP_AUDIENCE_ADMINS","history":"GROUP_HISTORY_FROM_JOIN","slowModeSeconds":3},
                "memberCount":2,"role":"GROUP_ROLE_ADMIN","joinedSeq":"4","ofALaterVersion":1}}"""));

        assertThat(api.groups().view("g1"))
                .isEqualTo(new GroupView(
                        "Team",
                        "d",
                        "",
                        new GroupSettings(
                                Audience.EVERYONE,
                                Audience.ADMINS,
                                Audience.ADMINS,
                                History.FROM_JOIN,
                                Duration.ofSeconds(3)),
                        2,
                        GroupRole.ADMIN,
                        null,
                        4,
                        0,
                        false));
    }

    @Test
    void onlyAdminAndMemberCanBeSet() {
        assertThatThrownBy(() -> api.groups().setRole("g1", "bob", GroupRole.OWNER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private String body(int request) {
        return requests.get(request).body();
    }

    private void answer(Map<String, String> answers) {
        peer.script(new PeerScript() {
            @Override
            public @Nullable String onRest(String call, String body) {
                return answers.get(call);
            }
        });
    }

    /** These first, then that the change took effect. */
    private void answerInTurn(PeerAnswer... first) {
        var answers = new ArrayDeque<>(List.of(first));
        peer.script(new PeerScript() {
            @Override
            public PeerAnswer onRest(PeerRequest request) {
                requests.add(request);
                PeerAnswer next = answers.poll();
                return next == null ? new PeerAnswer(200, CHANGED) : next;
            }
        });
    }
}

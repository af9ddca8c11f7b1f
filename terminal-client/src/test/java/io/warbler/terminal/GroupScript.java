package io.warbler.terminal;

import io.warbler.sdk.peer.PeerAnswer;
import io.warbler.sdk.peer.PeerChanges;
import io.warbler.sdk.peer.PeerRequest;
import io.warbler.sdk.peer.PeerScript;
import io.warbler.sdk.peer.ProtocolPeer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Alice makes one group, in which everything is allowed but to add Mallory.
final class GroupScript implements PeerScript {

    static final String GROUP = "g00000000000000000000000000000001";
    static final String CHANNEL = "c00000000000000000000000000000001";
    static final String LINK = "warbler:" + GROUP + "/join/AAECAwQFBgcICQoLDA0ODw";

    private static final String INVITE = """
            {"id":"5","creator":"alice","madeAtMs":"1000","maxUses":10}""";
    private static final String PREVIEW = """
            {"conversation":"%s","title":"Team","memberCount":3,"joinPolicy":"GROUP_JOIN_POLICY_QUESTION",
            "joinQuestion":"Who sent you?"}""".formatted(GROUP);
    private static final String REQUESTS = """
            {"requests":[{"user":"carol","askedAtMs":"1000","answer":"Bob sent me","state":"JOIN_REQUEST_STATE_OPEN"}]}""";

    private static final String MEMBERS = """
            {"members":[{"user":"alice","role":"GROUP_ROLE_OWNER"},{"user":"bob","role":"GROUP_ROLE_ADMIN"}]}""";

    final List<String> changes = new CopyOnWriteArrayList<>();
    private final ProtocolPeer peer;
    private String title = "";

    GroupScript(ProtocolPeer peer) {
        this.peer = peer;
    }

    @Override
    public @Nullable PeerAnswer onRest(PeerRequest request) {
        String call = request.call();
        if (call.equals("POST /v1/conversations")) {
            return created(request.body());
        }
        if (call.equals("GET /v1/conversations/" + GROUP)) {
            return new PeerAnswer(200, about(GROUP));
        }
        if (call.equals("GET /v1/conversations/" + CHANNEL)) {
            return new PeerAnswer(200, about(CHANNEL));
        }
        if (call.startsWith("GET /v1/conversations/" + GROUP + "/members")) {
            return new PeerAnswer(200, MEMBERS);
        }
        String ofDoor = ofDoor(call);
        if (!ofDoor.isEmpty()) {
            return new PeerAnswer(200, ofDoor);
        }
        if (call.endsWith("/members/mallory")) {
            return PeerAnswer.problem(403, "MEMBER_NOT_FRIEND");
        }
        return request.key() == null ? null : changed(call);
    }

    private static String ofDoor(String call) {
        return switch (call.replace("/v1/conversations/" + GROUP, "")) {
            case "POST /invites" -> "{\"invite\":" + INVITE + ",\"token\":\"AAECAwQFBgcICQoLDA0ODw\"}";
            case "GET /invites" -> "{\"invites\":[" + INVITE + "]}";
            case "GET /join-requests?limit=100&cursor=" -> REQUESTS;
            case "POST /preview" -> PREVIEW;
            case "POST /join" -> "{\"conversation\":\"" + GROUP + "\",\"seq\":\"9\",\"changedAtMs\":\"1000\"}";
            default -> "";
        };
    }

    private PeerAnswer created(String body) {
        title = body.replaceFirst(".*\"title\":\"([^\"]*)\".*", "$1");
        String[] members = Stream.of("bob", "carol").filter(body::contains).toArray(String[]::new);
        String id = body.contains("CONVERSATION_KIND_CHANNEL") ? CHANNEL : GROUP;
        return answer(id, peer.change(id, "alice", PeerChanges.created(title, members)));
    }

    /// That Bob was added is told; where the others stand does not matter.
    private PeerAnswer changed(String call) {
        changes.add(call.replaceFirst("/v1/conversations/" + GROUP + "/?", ""));
        return call.endsWith("/members/bob") && call.startsWith("PUT")
                ? answer(GROUP, peer.change(GROUP, "alice", PeerChanges.added("bob")))
                : answer(GROUP, 1_000);
    }

    private String about(String group) {
        return """
                {"conversation":"%s","group":{"info":{"title":"%s"},"settings":{"maySend":"GROUP_AUDIENCE_EVERYONE",
                "mayInvite":"GROUP_AUDIENCE_ADMINS","mayEditInfo":"GROUP_AUDIENCE_ADMINS",
                "history":"GROUP_HISTORY_FROM_JOIN"},"memberCount":3,"role":"GROUP_ROLE_OWNER","joinedSeq":"1"}}
                """.formatted(group, title);
    }

    private static PeerAnswer answer(String group, long seq) {
        return new PeerAnswer(
                200, "{\"conversation\":\"" + group + "\",\"seq\":\"" + seq + "\",\"changedAtMs\":\"1000\"}");
    }
}

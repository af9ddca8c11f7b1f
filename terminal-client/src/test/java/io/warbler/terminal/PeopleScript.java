package io.warbler.terminal;

import io.warbler.sdk.peer.PeerScript;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Bob is a friend, Carol asks, Dave was asked, Mallory is blocked; Frank has asked everybody.
final class PeopleScript implements PeerScript {

    final List<String> changes = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable String onRest(String call, String body) {
        if (call.startsWith("GET /v1/users/search")) {
            return call.contains("prefix=car&")
                    ? "{\"users\":[{\"id\":\"carol\",\"name\":\"carol\"}],\"next\":\"c\"}"
                    : "{\"users\":[]}";
        }
        return switch (call.replaceFirst("\\?.*", "")) {
            case "GET /v1/friends" -> "{\"friends\":[{\"user\":\"bob\"}]}";
            case "GET /v1/blocks" -> "{\"blocks\":[{\"user\":\"mallory\"}]}";
            case "GET /v1/friend-requests/incoming" ->
                "{\"requests\":[" + pending("carol", "from \\u001b[2Jwork") + "]}";
            case "GET /v1/friend-requests/outgoing" -> "{\"requests\":[" + pending("dave", "") + "]}";
            case "POST /v1/friend-requests" -> asked(body);
            default -> {
                changes.add(call);
                yield "{}";
            }
        };
    }

    private static @Nullable String asked(String body) {
        if (body.contains("\"frank\"")) {
            return "{\"id\":\"r-frank\",\"user\":\"frank\",\"status\":\"ACCEPTED\"}";
        }
        return body.contains("It's me") ? pending("erin", "It's me") : null;
    }

    private static String pending(String user, String message) {
        return """
                {"id":"r-%s","user":"%s","status":"PENDING","message":"%s","requestedAt":"2026-11-22T06:00:00Z",
                "expiresAt":"2026-12-22T06:00:00Z"}""".formatted(user, user, message);
    }
}

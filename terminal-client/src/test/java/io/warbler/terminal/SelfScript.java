package io.warbler.terminal;

import io.warbler.sdk.peer.PeerScript;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Alice has a status, and is logged in here and on an old phone.
final class SelfScript implements PeerScript {

    final List<String> changes = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable String onRest(String call, String body) {
        return switch (call) {
            case "GET /v1/users/me" -> "{\"id\":\"alice\",\"name\":\"alice\",\"statusText\":\"at sea\"}";
            case "GET /v1/sessions" ->
                "{\"sessions\":[" + session(1, "terminal", "laptop", true) + ","
                        + session(2, "android", "old \\u001b[2Jphone", false) + "]}";
            case "PATCH /v1/users/me" -> {
                changes.add(call + " " + body);
                yield "{\"id\":\"alice\",\"name\":\"alice\",\"displayName\":\"Alice L.\"}";
            }
            case "PATCH /v1/devices/v1" -> "{\"id\":\"v1\",\"platform\":\"terminal\",\"name\":\"new laptop\"}";
            case "DELETE /v1/sessions/s2", "DELETE /v1/sessions/others" -> {
                changes.add(call);
                yield "";
            }
            default -> null;
        };
    }

    private static String session(int number, String platform, String device, boolean current) {
        return """
                {"id":"s%1$d","device":{"id":"v%1$d","platform":"%2$s","name":"%3$s"},"createdAt":"2026-11-22T06:00:00Z",
                "lastUsedAt":"2026-11-22T06:00:00Z","expiresAt":"2026-12-22T06:00:00Z","current":%4$s}""".formatted(number, platform, device, current);
    }
}

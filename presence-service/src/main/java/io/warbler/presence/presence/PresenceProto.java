package io.warbler.presence.presence;

import io.warbler.presence.presence.UserPresence.Away;
import io.warbler.presence.presence.UserPresence.LastSeenAt;
import io.warbler.presence.presence.UserPresence.Offline;
import io.warbler.presence.presence.UserPresence.Online;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceState;

/// Presence on the wire.
public final class PresenceProto {

    private PresenceProto() {}

    public static Presence toProto(UserPresence presence) {
        var proto = Presence.newBuilder().setUser(presence.user().value());
        return switch (presence) {
            case Online _ -> proto.setState(PresenceState.PRESENCE_STATE_ONLINE).build();
            case Away _ -> proto.setState(PresenceState.PRESENCE_STATE_AWAY).build();
            case LastSeenAt last ->
                proto.setState(PresenceState.PRESENCE_STATE_OFFLINE)
                        .setLastSeenAtMs(last.at().toEpochMilli())
                        .build();
            case Offline _ ->
                proto.setState(PresenceState.PRESENCE_STATE_OFFLINE).build();
        };
    }
}

package io.warbler.message.ingress;

import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.GroupAudience;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupSettings;
import io.warbler.proto.client.v1.SettingsSet;
import java.util.Optional;

/// What a change of a channel must not say though one of a group may: its kind says who does what there.
final class ChannelCheck {

    private ChannelCheck() {}

    /// What is wrong with a change whose form is right; empty when nothing is.
    static Optional<Error> wrong(GroupChange change) {
        return switch (change.getWhatCase()) {
            case CREATED -> wrong(change.getCreated().getSettings());
            case SETTINGS_SET -> wrong(change.getSettingsSet());
            default -> Optional.empty();
        };
    }

    private static Optional<Error> wrong(GroupSettings settings) {
        return forAdmins("maySend", settings.getMaySend())
                .or(() -> forAdmins("mayInvite", settings.getMayInvite()))
                .or(() -> forAdmins("mayEditInfo", settings.getMayEditInfo()))
                .or(() -> forAdmins("mayPin", settings.getMayPin()))
                .or(() -> forAdmins("mayMentionAll", settings.getMayMentionAll()))
                .or(() -> unslowed(settings.getSlowModeSeconds()));
    }

    private static Optional<Error> wrong(SettingsSet set) {
        return wrong(GroupSettings.newBuilder()
                .setMaySend(set.getMaySend())
                .setMayInvite(set.getMayInvite())
                .setMayEditInfo(set.getMayEditInfo())
                .setMayPin(set.getMayPin())
                .setMayMentionAll(set.getMayMentionAll())
                .setSlowModeSeconds(set.getSlowModeSeconds())
                .build());
    }

    private static Optional<Error> forAdmins(String field, GroupAudience audience) {
        return audience == GroupAudience.GROUP_AUDIENCE_EVERYONE
                ? ChangeCheck.failed(field, "GROUP_AUDIENCE_ADMINS in a channel")
                : Optional.empty();
    }

    private static Optional<Error> unslowed(int seconds) {
        return seconds == 0 ? Optional.empty() : ChangeCheck.failed("slowModeSeconds", "0 in a channel");
    }
}

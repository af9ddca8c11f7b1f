package io.warbler.message.ingress;

import io.warbler.proto.Limits;
import io.warbler.proto.log.v1.ChangeLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Until when senders may change their messages. Stamped into each record: a new value counts for what comes
/// after it.
///
/// @param editWindow   how long after sending a message can be edited
/// @param deleteWindow how long after sending its sender can delete it for all
@ConfigurationProperties(prefix = "warbler.message.change", ignoreUnknownFields = false)
record ChangeProperties(
        @DefaultValue("24h") Duration editWindow,
        @DefaultValue("48h") Duration deleteWindow) {

    ChangeProperties {
        if (editWindow.isNegative() || deleteWindow.isNegative()) {
            throw new IllegalArgumentException(
                    "windows: " + editWindow + ", " + deleteWindow + " (expected: not negative)");
        }
    }

    ChangeLimits limits() {
        return ChangeLimits.newBuilder()
                .setEditWindowMs(editWindow.toMillis())
                .setDeleteWindowMs(deleteWindow.toMillis())
                .setMaxBodyBytes(Limits.MAX_BODY_BYTES)
                .setMaxEdits(Limits.MAX_EDITS)
                .setMaxOwnReactions(Limits.MAX_OWN_REACTIONS)
                .setMaxReactionKinds(Limits.MAX_REACTION_KINDS)
                .setMaxPins(Limits.MAX_PINS)
                .setMaxReactions(Limits.MAX_REACTIONS)
                .build();
    }
}

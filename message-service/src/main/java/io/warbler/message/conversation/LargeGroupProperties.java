package io.warbler.message.conversation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What makes a group a large one, of which deliveries name no users (ADR 0036). The same on all nodes; it may only be
/// changed while no gateway runs, because gateways know the places in groups that were large when they looked.
///
/// @param above groups with more members are large
@ConfigurationProperties(prefix = "warbler.message.large-groups", ignoreUnknownFields = false)
public record LargeGroupProperties(@DefaultValue("200") int above) {

    /// With those of one change more, the places of all are still told at once.
    private static final int MOST = 300;

    public LargeGroupProperties {
        if (above < 1 || above > MOST) {
            throw new IllegalArgumentException(
                    "warbler.message.large-groups.above: " + above + " (expected: 1 to " + MOST + ")");
        }
    }
}

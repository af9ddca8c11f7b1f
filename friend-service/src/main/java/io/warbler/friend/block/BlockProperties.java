package io.warbler.friend.block;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of blocks.
///
/// @param maxBlocks users that a user can block; changes at the same time may pass it by a few
@ConfigurationProperties(prefix = "warbler.friend.block", ignoreUnknownFields = false)
public record BlockProperties(@DefaultValue("5000") int maxBlocks) {

    public BlockProperties {
        if (maxBlocks < 1) {
            throw new IllegalArgumentException("max-blocks: " + maxBlocks + " (expected: >= 1)");
        }
    }
}

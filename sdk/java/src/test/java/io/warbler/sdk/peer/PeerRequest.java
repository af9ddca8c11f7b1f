package io.warbler.sdk.peer;

import org.jspecify.annotations.Nullable;

/**
 * A REST call.
 *
 * @param call method and path with query
 * @param key the Idempotency-Key
 */
public record PeerRequest(
        String call, String body, @Nullable String key) {}

package io.warbler.auth.session;

import java.time.Instant;
import java.util.List;

/// Body of the answer to `GET /v1/sessions`.
record SessionsResponse(List<Item> sessions) {

    static SessionsResponse of(List<OpenSession> open, String current) {
        return new SessionsResponse(
                open.stream().map(session -> Item.of(session, current)).toList());
    }

    /// One session.
    ///
    /// @param current whether it is the one that asks
    record Item(
            String id,
            DeviceResponse device,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current) {

        private static Item of(OpenSession open, String current) {
            return new Item(
                    open.id(),
                    DeviceResponse.of(open.device()),
                    open.createdAt(),
                    open.lastUsedAt(),
                    open.session().expiresAt(),
                    open.id().equals(current));
        }
    }
}

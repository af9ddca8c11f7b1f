package io.warbler.gateway.route;

import java.util.concurrent.CompletableFuture;

/// Keys that the node keeps in Redis. An announcement says that all of them stand.
public interface AnnouncedKeys {

    /// Writes all of them again; done when Redis has them.
    CompletableFuture<Void> writeAll();
}

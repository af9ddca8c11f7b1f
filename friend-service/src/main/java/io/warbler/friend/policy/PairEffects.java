package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// What has to follow a change of a pair: listings first, then the log. Both idempotent, both monotone by version.
@Component
final class PairEffects {

    private final CqlSession session;
    private final List<PairListing> listings;
    private final PolicyLog log;

    PairEffects(CqlSession session, List<PairListing> listings, PolicyLog log) {
        this.session = session;
        this.listings = List.copyOf(listings);
        this.log = log;
    }

    void carryOut(PairState state, boolean decidesAboutMessages) {
        showInListings(state);
        if (decidesAboutMessages) {
            log.apply(state);
        }
    }

    private void showInListings(PairState state) {
        var writes = listings.stream()
                .flatMap(listing -> listing.rows(state).stream())
                .map(session::executeAsync)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(writes).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DriverException failure ? failure.copy() : e;
        }
    }
}

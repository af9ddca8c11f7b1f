package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.kernel.UserId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// What has to follow a change of a pair: listings first, then the log, both idempotent and monotone by version; then
/// the devices of both are told.
@Component
final class PairEffects {

    private final CqlSession session;
    private final List<PairListing> listings;
    private final PolicyLog log;
    private final PairObserver observer;

    PairEffects(CqlSession session, List<PairListing> listings, PolicyLog log, PairObserver observer) {
        this.session = session;
        this.listings = List.copyOf(listings);
        this.log = log;
        this.observer = observer;
    }

    void carryOut(PairState state, boolean decidesAboutMessages) {
        showInListings(state);
        if (decidesAboutMessages) {
            log.apply(state);
        }
    }

    /// Once the change is complete; never fails.
    void tell(UserId by, PairState before, PairState after) {
        observer.changed(by, before, after);
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

package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.List;

/// A table that shows pairs from each user's side: a projection, which can be written again at any time.
///
/// Every statement carries the version as its write time, so that whatever the order, the highest version stays.
public interface PairListing {

    /// Writes and deletes that make the rows of both users tell what the state says.
    List<BoundStatement> rows(PairState state);
}

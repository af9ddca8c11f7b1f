package io.warbler.friend.policy;

import io.warbler.kernel.DirectPair;
import org.springframework.stereotype.Service;

/// Tells other features the truth about a pair.
@Service
public final class PairPolicies {

    private final CassandraPairs pairs;

    PairPolicies(CassandraPairs pairs) {
        this.pairs = pairs;
    }

    /// The state now, read linearizably: no answered change is missing.
    public PairState read(DirectPair pair) {
        return pairs.read(pair);
    }
}

package io.warbler.message.simulation;

import java.util.List;

/// What an owner does with a batch, in the order of the product.
enum Stage {
    DECIDE,
    REACH,
    STORE,
    CACHE,
    TELL,
    PASS;

    /// In the order of whoever follows this rule.
    static List<Stage> of(Mutant mutant) {
        return switch (mutant) {
            case ACK_BEFORE_WRITE -> List.of(DECIDE, REACH, TELL, STORE, CACHE, PASS);
            case COMMIT_BEFORE_WRITE -> List.of(DECIDE, REACH, PASS, STORE, CACHE, TELL);
            case CHECKPOINT_BEFORE_PUBLISH -> List.of(DECIDE, REACH, STORE, CACHE, PASS, TELL);
            case REACH_AFTER_ROWS -> List.of(DECIDE, STORE, CACHE, TELL, REACH, PASS);
            default -> List.of(values());
        };
    }
}

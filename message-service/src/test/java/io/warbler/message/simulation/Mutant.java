package io.warbler.message.simulation;

/// A plausible wrong rule that the simulation must catch (rules of the message path, 14). `NONE` is the product.
enum Mutant {
    NONE,
    /// Who asks is answered before the rows are durable.
    ACK_BEFORE_WRITE,
    /// A row that the store did not take is left out.
    SKIP_ON_ERROR,
    /// Every record is new.
    DEDUPE_OFF,
    /// Sends are known for as long as the owner's memory holds them.
    LRU_DEDUPE,
    /// Rows carry the owner's time.
    WALL_CLOCK_ROW_TIME,
    /// State is what the store holds, whatever its position.
    MAX_SEQ_IS_THE_BASE,
    /// The checkpoint passes records whose rows are not durable.
    COMMIT_BEFORE_WRITE,
    /// Events go to whoever is connected.
    NO_MEMBERSHIP_FILTER,
    /// State is loaded at the stored checkpoint instead of the record's position.
    LOAD_LIMIT_IS_THE_CHECKPOINT,
    /// Refusals leave no row.
    REFUSALS_NOT_KEPT,
    /// A number alone says which send it is.
    NUMBER_WITHOUT_ID,
    /// The checkpoint passes records that nobody was told of.
    CHECKPOINT_BEFORE_PUBLISH,
    /// Routes are read before the rows are durable.
    ROUTES_BEFORE_STORE,
    /// Readers get what is above a hole.
    PAGE_NOT_CUT_AT_A_HOLE,
    /// The largest body is a setting of the owner.
    SETTING_IN_THE_CORE,
    /// A record of newer rules is decided by the rules that the owner knows.
    NEWER_RULES_ARE_DECIDED
}

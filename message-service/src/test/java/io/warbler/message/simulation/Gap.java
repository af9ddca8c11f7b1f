package io.warbler.message.simulation;

/// A schedule in which the product is known to break a promise. Left out of ordinary schedules; `SimulationMutantsTest`
/// shows
/// that each is still there, so that whoever mends one is told to take it out of here.
enum Gap {
    /// The log is cut above the checkpoint, below what an owner had decided and stored: the next owner sees nothing
    /// wrong at the checkpoint and decides other records at the positions of stored rows (hazard H15).
    LOG_CUT_ABOVE_THE_CHECKPOINT,
    /// Redis is emptied while an owner replays or is late: its older heads get in, for there is none that is newer, and
    /// readers take them for the newest until the owner has caught up.
    OLDER_HEAD_GETS_IN,
    /// In a new generation skeletons fill the holes of the old one with the first record that needs the conversation,
    /// long after the clients were hinted: what stands above a hole becomes visible and nobody is told.
    NOBODY_IS_TOLD_OF_SKELETONS
}

package io.warbler.message.simulation;

/// What one schedule is about, drawn from its seed before anything happens.
///
/// @param steps        actions before everything comes to rest
/// @param maxWeight    bound of an owner's decision states
/// @param faultEvery   one of so many actions is a fault
/// @param logAccident  the log is lost, cut or trimmed once
/// @param copiedOutbox the laptop has a copy of the phone's outbox
/// @param newerRules   from some moment on records are of newer rules, which not every owner knows
record Plan(int steps, int maxWeight, int faultEvery, boolean logAccident, boolean copiedOutbox, boolean newerRules) {

    static Plan draw(Chance chance) {
        return new Plan(
                100 + chance.below(300),
                1 + chance.below(8),
                15 + chance.below(60),
                chance.oneIn(4),
                chance.oneIn(5),
                chance.oneIn(6));
    }
}

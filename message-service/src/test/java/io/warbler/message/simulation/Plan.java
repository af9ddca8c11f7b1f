package io.warbler.message.simulation;

import java.util.List;

/// What one schedule is about, drawn from its seed before anything happens.
///
/// @param steps        actions before everything comes to rest
/// @param maxWeight    bound of an owner's decision states
/// @param faultEvery   one of so many actions is a fault
/// @param accident     of the log, which happens once
/// @param accidentLast it happens when all that was sent stands in the log, and nothing comes after that would
/// hide what it did
/// @param copiedOutbox the laptop has a copy of the phone's outbox
/// @param newerRules   from some moment on records are of newer rules, which not every owner knows
/// @param flushes      Redis is emptied again and again
/// @param inGroup      everything happens in the group
/// @param inChannel    the group is a channel
/// @param largeAbove   the group is a large one while it has more members
record Plan(
        int steps,
        int maxWeight,
        int faultEvery,
        Accident accident,
        boolean accidentLast,
        boolean copiedOutbox,
        boolean newerRules,
        boolean flushes,
        boolean inGroup,
        boolean inChannel,
        int largeAbove) {

    static Plan draw(Chance chance) {
        return new Plan(
                100 + chance.below(300),
                1 + chance.below(8),
                15 + chance.below(60),
                chance.oneIn(4) ? chance.of(Accident.ALL) : Accident.NONE,
                chance.oneIn(3),
                chance.oneIn(5),
                chance.oneIn(6),
                chance.oneIn(8),
                chance.oneIn(4),
                chance.oneIn(4),
                chance.oneIn(3) ? NEVER : 1 + chance.below(2));
    }

    private static final int NEVER = Integer.MAX_VALUE;

    /// Of how many members decisions name all, and owners hold all: of as many as one change makes of a group that is
    /// not large yet.
    int few() {
        return largeAbove == NEVER ? NEVER : largeAbove + 1;
    }

    /// What can happen to the log.
    enum Accident {
        NONE,
        /// Another one takes its place.
        LOST,
        /// Its last records are gone, and others take their offsets.
        CUT,
        /// Its first records are gone before they were decided.
        TRIMMED;

        private static final List<Accident> ALL = List.of(LOST, CUT, TRIMMED);
    }

    /// The same, shorter, with an accident: little happens after it that would hide what it did.
    Plan with(Accident certain) {
        return new Plan(
                steps / 3,
                maxWeight,
                1 + faultEvery / 4,
                certain,
                accidentLast,
                copiedOutbox,
                newerRules,
                flushes,
                inGroup,
                inChannel,
                largeAbove);
    }

    /// The same with an accident after which others are decided, too.
    Plan withEarly(Accident certain) {
        Plan plan = with(certain);
        return new Plan(
                plan.steps,
                maxWeight,
                plan.faultEvery,
                certain,
                false,
                copiedOutbox,
                newerRules,
                flushes,
                inGroup,
                inChannel,
                largeAbove);
    }

    Plan withLast(Accident certain) {
        return new Plan(
                steps / 3,
                maxWeight,
                faultEvery,
                certain,
                true,
                copiedOutbox,
                newerRules,
                flushes,
                inGroup,
                inChannel,
                largeAbove);
    }

    Plan withFlushes() {
        return new Plan(
                steps,
                maxWeight,
                1 + faultEvery / 2,
                Accident.NONE,
                false,
                copiedOutbox,
                false,
                true,
                inGroup,
                inChannel,
                largeAbove);
    }

    Plan withGroupOnly() {
        return new Plan(
                steps,
                maxWeight,
                3 * faultEvery,
                Accident.NONE,
                false,
                false,
                false,
                flushes,
                true,
                inChannel,
                largeAbove);
    }

    Plan withoutAccident() {
        return new Plan(
                steps,
                maxWeight,
                faultEvery,
                Accident.NONE,
                false,
                copiedOutbox,
                newerRules,
                flushes,
                inGroup,
                inChannel,
                largeAbove);
    }

    Plan withChannel() {
        return new Plan(
                steps,
                maxWeight,
                faultEvery,
                accident,
                accidentLast,
                copiedOutbox,
                newerRules,
                flushes,
                inGroup,
                true,
                largeAbove);
    }

    Plan withLargeGroup() {
        return new Plan(
                steps,
                maxWeight,
                faultEvery,
                accident,
                accidentLast,
                copiedOutbox,
                newerRules,
                flushes,
                true,
                inChannel,
                largeAbove == NEVER ? 1 : largeAbove);
    }
}

package io.warbler.message.simulation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody wants a message to refer to.
///
/// @param replyOrdinal the message that it answers; 0: none
/// @param mentions     users whom it names, members or not
/// @param source       what it copies instead of saying something
record Referral(
        long replyOrdinal,
        List<String> mentions,
        boolean mentionsAll,
        @Nullable Source source) {

    static final Referral NONE = new Referral(0, List.of(), false, null);

    /// A message, readable or not.
    record Source(Cast.Talk talk, long ordinal) {}

    static Referral draw(World world, Cast.Talk talk, String sender) {
        Chance chance = world.chance();
        if (!chance.oneIn(3)) {
            return NONE;
        }
        long reply = chance.oneIn(2) ? near(chance, world.store().highest(talk)) : 0;
        List<String> mentions = Stream.of(chance.of(Cast.USERS))
                .filter(user -> !user.equals(sender) && chance.oneIn(2))
                .toList();
        boolean all = talk.isGroup() && chance.oneIn(8);
        return new Referral(reply, mentions, all, chance.oneIn(4) ? source(world) : null);
    }

    private static @Nullable Source source(World world) {
        Cast.Talk from = world.chance().of(Cast.talks(world.plan().inChannel()));
        long ordinal = near(world.chance(), world.store().highest(from));
        return ordinal == 0 ? null : new Source(from, ordinal);
    }

    /// One of the last ones; 0 where there is none.
    private static long near(Chance chance, long highest) {
        return highest == 0 ? 0 : Math.max(1, highest - chance.below(6));
    }

    boolean isNone() {
        return equals(NONE) || (replyOrdinal == 0 && mentions.isEmpty() && !mentionsAll && source == null);
    }
}

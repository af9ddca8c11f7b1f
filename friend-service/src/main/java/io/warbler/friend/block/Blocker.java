package io.warbler.friend.block;

import io.warbler.friend.policy.ChangeGuard;
import io.warbler.friend.policy.PairChange.Block;
import io.warbler.friend.policy.PairChange.Unblock;
import io.warbler.friend.policy.PairChanger;
import io.warbler.friend.policy.PairErrors;
import io.warbler.friend.user.UserDirectory;
import io.warbler.kernel.UserId;
import org.springframework.stereotype.Service;

/// Sets blocks and takes them back. The blocked user is not told.
@Service
final class Blocker {

    private final UserDirectory users;
    private final Blocks blocks;
    private final BlockProperties properties;
    private final PairChanger changer;

    Blocker(UserDirectory users, Blocks blocks, BlockProperties properties, PairChanger changer) {
        this.users = users;
        this.blocks = blocks;
        this.properties = properties;
        this.changer = changer;
    }

    /// When it returns, no later message of the pair is accepted.
    void block(UserId by, UserId peer) {
        users.requireExists(peer);
        changer.change(new Block(by, peer), (_, _) -> requireRoom(by));
    }

    void unblock(UserId by, UserId peer) {
        changer.change(new Unblock(by, peer), ChangeGuard.NONE);
    }

    private void requireRoom(UserId user) {
        if (blocks.countOf(user) >= properties.maxBlocks()) {
            throw PairErrors.limitReached("You block too many users");
        }
    }
}

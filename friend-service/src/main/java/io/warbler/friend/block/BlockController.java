package io.warbler.friend.block;

import io.warbler.boot.security.Principal;
import io.warbler.friend.page.Listed;
import io.warbler.friend.page.PageRequest;
import io.warbler.friend.user.OtherUser;
import io.warbler.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// REST of blocks.
@RestController
@RequestMapping("/v1/blocks")
final class BlockController {

    private final Blocks blocks;
    private final Blocker blocker;

    BlockController(Blocks blocks, Blocker blocker) {
        this.blocks = blocks;
        this.blocker = blocker;
    }

    @GetMapping
    BlocksView list(
            Principal principal,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        var page = blocks.page(principal.user(), PageRequest.of(Listed.BLOCKS, limit, cursor));
        return new BlocksView(page.mapped(user -> new BlockView(user.value())), page.next());
    }

    @PutMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(Principal principal, @PathVariable String user) {
        blocker.block(principal.user(), peer(principal, user));
    }

    /// Also fine when there is no block.
    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(Principal principal, @PathVariable String user) {
        blocker.unblock(principal.user(), peer(principal, user));
    }

    private static UserId peer(Principal principal, String user) {
        return OtherUser.parse(user, principal.user(), "FRIEND_USER_SELF");
    }

    /// A page of blocks.
    record BlocksView(List<BlockView> blocks, @Nullable String next) {}

    /// One block.
    record BlockView(String user) {}
}

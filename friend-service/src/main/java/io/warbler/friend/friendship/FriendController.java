package io.warbler.friend.friendship;

import io.warbler.boot.security.Principal;
import io.warbler.friend.page.Listed;
import io.warbler.friend.page.PageRequest;
import io.warbler.friend.policy.ChangeGuard;
import io.warbler.friend.policy.PairChange.Remove;
import io.warbler.friend.policy.PairChanger;
import io.warbler.friend.user.OtherUser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// REST of friendships.
@RestController
@RequestMapping("/v1/friends")
final class FriendController {

    private final Friends friends;
    private final PairChanger changer;

    FriendController(Friends friends, PairChanger changer) {
        this.friends = friends;
        this.changer = changer;
    }

    @GetMapping
    FriendsView list(
            Principal principal,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        var page = friends.page(principal.user(), PageRequest.of(Listed.FRIENDS, limit, cursor));
        return new FriendsView(page.mapped(friend -> new FriendView(friend.value())), page.next());
    }

    /// Also fine when they are no friends.
    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal principal, @PathVariable String user) {
        var peer = OtherUser.parse(user, principal.user(), "FRIEND_USER_SELF");
        changer.change(new Remove(principal.user(), peer), ChangeGuard.NONE);
    }

    /// A page of friends.
    record FriendsView(List<FriendView> friends, @Nullable String next) {}

    /// One friend.
    record FriendView(String user) {}
}

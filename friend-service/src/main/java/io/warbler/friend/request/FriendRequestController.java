package io.warbler.friend.request;

import io.warbler.boot.security.Principal;
import io.warbler.friend.friendship.FriendLimit;
import io.warbler.friend.page.Listed;
import io.warbler.friend.page.PageRequest;
import io.warbler.friend.policy.ChangeGuard;
import io.warbler.friend.policy.FriendRequestId;
import io.warbler.friend.policy.PairChange.Accept;
import io.warbler.friend.policy.PairChange.Cancel;
import io.warbler.friend.policy.PairChange.Decline;
import io.warbler.friend.policy.PairChanger;
import io.warbler.friend.policy.PairErrors;
import io.warbler.friend.policy.PairState;
import io.warbler.friend.user.OtherUser;
import io.warbler.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// REST of friend requests.
@RestController
@RequestMapping("/v1/friend-requests")
final class FriendRequestController {

    private final FriendRequests requests;
    private final FriendRequester requester;
    private final FriendLimit friendLimit;
    private final PairChanger changer;

    FriendRequestController(
            FriendRequests requests, FriendRequester requester, FriendLimit friendLimit, PairChanger changer) {
        this.requests = requests;
        this.requester = requester;
        this.friendLimit = friendLimit;
        this.changer = changer;
    }

    @GetMapping("/incoming")
    RequestsView incoming(
            Principal principal,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        return list(principal.user(), false, PageRequest.of(Listed.INCOMING_REQUESTS, limit, cursor));
    }

    @GetMapping("/outgoing")
    RequestsView outgoing(
            Principal principal,
            @RequestParam(name = "limit", defaultValue = "0") int limit,
            @RequestParam(name = "cursor", defaultValue = "") String cursor) {
        return list(principal.user(), true, PageRequest.of(Listed.OUTGOING_REQUESTS, limit, cursor));
    }

    private RequestsView list(UserId self, boolean outgoing, PageRequest part) {
        var page = requests.page(self, outgoing, part);
        return new RequestsView(
                page.mapped(waiting -> RequestView.pending(self, waiting.peer(), waiting.request())), page.next());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RequestView ask(Principal principal, @RequestBody NewRequest body) {
        UserId self = principal.user();
        UserId peer = OtherUser.parse(body.user(), self, "FRIEND_REQUEST_SELF");
        PairState state = requester.ask(self, peer, RequestMessage.parse(body.message()));
        var request = state.request();
        return request == null
                ? RequestView.accepted(new FriendRequestId(self, peer), peer)
                : RequestView.pending(self, peer, request);
    }

    @PostMapping("/{id}/accept")
    RequestView accept(Principal principal, @PathVariable String id) {
        var request = incoming(principal, id);
        changer.change(new Accept(request.to(), request.from()), friendLimit);
        return RequestView.accepted(request, request.from());
    }

    /// Also fine when there is no such request any more.
    @PostMapping("/{id}/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(Principal principal, @PathVariable String id) {
        var request = incoming(principal, id);
        changer.change(new Decline(request.to(), request.from()), ChangeGuard.NONE);
    }

    /// Also fine when there is no such request any more.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Principal principal, @PathVariable String id) {
        var request = FriendRequestId.parse(id)
                .filter(parsed ->
                        parsed.from().equals(principal.user()) && !parsed.to().equals(principal.user()))
                .orElseThrow(PairErrors::requestNotFound);
        changer.change(new Cancel(request.from(), request.to()), ChangeGuard.NONE);
    }

    private static FriendRequestId incoming(Principal principal, String id) {
        return FriendRequestId.parse(id)
                .filter(parsed ->
                        parsed.to().equals(principal.user()) && !parsed.from().equals(principal.user()))
                .orElseThrow(PairErrors::requestNotFound);
    }

    /// Whom to ask, and what to tell them.
    record NewRequest(@Nullable String user, @Nullable String message) {}

    /// A page of unanswered requests.
    record RequestsView(
            List<RequestView> requests, @Nullable String next) {}
}

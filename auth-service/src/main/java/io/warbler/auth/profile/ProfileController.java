package io.warbler.auth.profile;

import io.warbler.auth.session.LiveSessions;
import io.warbler.auth.user.Profiles;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserFinder;
import io.warbler.auth.user.UserResponse;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ProfileController {

    private final LiveSessions liveSessions;
    private final UserFinder users;
    private final Profiles profiles;

    ProfileController(LiveSessions liveSessions, UserFinder users, Profiles profiles) {
        this.liveSessions = liveSessions;
        this.users = users;
        this.profiles = profiles;
    }

    @GetMapping("/v1/users/me")
    UserResponse read(Principal principal) {
        liveSessions.require(principal);
        return UserResponse.of(me(principal));
    }

    @PatchMapping("/v1/users/me")
    UserResponse change(Principal principal, @RequestBody ProfileRequest body) {
        liveSessions.require(principal);
        var change = body.toProfile();
        if (!profiles.change(me(principal), change)) {
            throw gone();
        }
        return UserResponse.of(me(principal));
    }

    private User me(Principal principal) {
        return users.findById(principal.user()).filter(User::isActive).orElseThrow(ProfileController::gone);
    }

    /// Disabling and deleting revoke the session, so this is the moment in between.
    private static ApiException gone() {
        return new ApiException("AUTH_SESSION_ENDED", ErrorCategory.AUTH, "the session has ended; log in again");
    }
}

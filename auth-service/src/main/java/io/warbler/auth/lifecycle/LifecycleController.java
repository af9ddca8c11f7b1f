package io.warbler.auth.lifecycle;

import io.warbler.boot.security.Principal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class LifecycleController {

    private final Reauthentication reauthentication;
    private final PasswordChanger passwords;
    private final UserDisabler disabler;
    private final DeletionRequester deletions;

    LifecycleController(
            Reauthentication reauthentication,
            PasswordChanger passwords,
            UserDisabler disabler,
            DeletionRequester deletions) {
        this.reauthentication = reauthentication;
        this.passwords = passwords;
        this.disabler = disabler;
        this.deletions = deletions;
    }

    @PutMapping("/v1/users/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            Principal principal, @Valid @RequestBody ChangePasswordRequest body, HttpServletRequest request) {
        passwords.change(
                principal, new PasswordChange(body.currentPassword(), body.newPassword()), request.getRemoteAddr());
    }

    @PostMapping("/v1/users/me/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(Principal principal, @Valid @RequestBody PasswordRequest body, HttpServletRequest request) {
        disabler.disable(reauthentication.require(principal, body.password(), request.getRemoteAddr()));
    }

    @PostMapping("/v1/users/me/deletion")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DeletionResponse requestDeletion(
            Principal principal, @Valid @RequestBody PasswordRequest body, HttpServletRequest request) {
        var user = reauthentication.require(principal, body.password(), request.getRemoteAddr());
        return new DeletionResponse(deletions.request(user));
    }
}

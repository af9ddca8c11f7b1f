package io.warbler.auth.user;

import io.warbler.auth.credential.Throttle;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class UserController {

    private static final int MAX_USERS = 100;

    private final UserRegistrar registrar;
    private final UserFinder finder;
    private final Throttle throttle;

    UserController(UserRegistrar registrar, UserFinder finder, Throttle throttle) {
        this.registrar = registrar;
        this.finder = finder;
        this.throttle = throttle;
    }

    @PostMapping("/v1/users")
    @ResponseStatus(HttpStatus.CREATED)
    UserResponse register(@Valid @RequestBody RegisterRequest body, HttpServletRequest request) {
        throttle.payForRegistration(request.getRemoteAddr());
        return UserResponse.of(registrar.register(new UserName(body.name()), body.password()));
    }

    @GetMapping("/v1/users")
    UsersResponse find(
            Actor actor,
            @RequestParam(name = "id", required = false, defaultValue = "") List<String> ids,
            @RequestParam(name = "name", required = false, defaultValue = "") List<String> names) {
        int count = ids.size() + names.size();
        if (count < 1 || count > MAX_USERS) {
            throw new ApiException("REQUEST_INVALID", ErrorCategory.CLIENT, "ask for 1 to 100 users by id or name");
        }
        if (!names.isEmpty()) {
            throttle.payForSearch(actor.id());
        }
        return new UsersResponse(
                finder.find(ids, names).stream().map(UserResponse::of).toList());
    }

    @GetMapping("/v1/users/{id}")
    UserResponse read(@PathVariable String id) {
        return finder.find(List.of(id), List.of()).stream()
                .findFirst()
                .map(UserResponse::of)
                .orElseThrow(
                        () -> new ApiException("USER_UNKNOWN", ErrorCategory.NOT_FOUND, "there is no user of this id"));
    }
}

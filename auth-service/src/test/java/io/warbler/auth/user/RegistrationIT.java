package io.warbler.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.auth.Answer;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import io.warbler.kernel.UserId;
import io.warbler.proto.auth.v1.FindUsersRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RegistrationIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();

    @Test
    void newUserIsFoundByNameAndId() {
        var name = AuthHttp.freshName();

        var user = http.register(name, AuthHttp.PASSWORD).hasStatus(201);

        assertThat(UserId.isValid(user.text("id"))).isTrue();
        assertThat(user.text("name")).isEqualTo(name);
        var found = AUTH.grpc()
                .findUsers(FindUsersRequest.newBuilder()
                        .addNames(name)
                        .addIds(user.text("id"))
                        .addNames("nobody-at-all")
                        .addIds("not an id")
                        .build());
        assertThat(found.getUsersList()).singleElement().satisfies(it -> {
            assertThat(it.getId()).isEqualTo(user.text("id"));
            assertThat(it.getName()).isEqualTo(name);
        });
    }

    @Test
    void usersAreFoundOverRestByThoseWhoLoggedIn() {
        var somebody = http.loginAsSomebody();

        var found = http.get("/v1/users?id=" + somebody.text("user") + "&name=nobody-at-all", somebody.accessToken())
                .hasStatus(200);

        assertThat(found.json().path("users")).hasSize(1);
        assertThat(found.json().path("users").path(0).path("id").asString()).isEqualTo(somebody.text("user"));
        http.get("/v1/users?name=alice").isProblem(401, "AUTH_REQUIRED");
        http.get("/v1/users", somebody.accessToken()).isProblem(400, "REQUEST_INVALID");
    }

    @Test
    void upperCaseNameIsTheSameName() {
        var name = AuthHttp.freshName();
        http.register(name, AuthHttp.PASSWORD).hasStatus(201);

        http.register(name.toUpperCase(Locale.ROOT), AuthHttp.PASSWORD).isProblem(409, "USER_NAME_TAKEN");
    }

    @Test
    void raceForANameHasOneWinnerWhoCanLogIn() throws Exception {
        var name = AuthHttp.freshName();
        List<Callable<Answer>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var password = "password of racer " + i;
            racers.add(() -> http.register(name, password));
        }

        List<Answer> answers = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : executor.invokeAll(racers)) {
                answers.add(future.get());
            }
        }

        var winners = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.isProblem(409, "USER_NAME_TAKEN"));
        int winner = answers.indexOf(winners.getFirst());
        var login = http.login(name, "password of racer " + winner).hasStatus(201);
        assertThat(login.text("user")).isEqualTo(winners.getFirst().text("id"));
    }
}

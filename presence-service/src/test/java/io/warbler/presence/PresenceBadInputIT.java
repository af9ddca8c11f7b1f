package io.warbler.presence;

import static io.warbler.presence.PresenceNode.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.warbler.kernel.UserId;
import io.warbler.proto.presence.v1.Departure;
import io.warbler.proto.presence.v1.ReadStatesRequest;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WarblerStack(services = "presence", topics = true, shared = true)
class PresenceBadInputIT {

    private static final UserId ALICE = newUser();

    private final PresenceNode presence;

    PresenceBadInputIT(StackConnection stack) {
        presence = PresenceNodes.of(stack).first();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?user=", "?user=bob", "?user=u0,bob", "?name=alice"})
    void malformedUsersAreRefused(String query) {
        var answer = presence.get(ALICE, "/v1/presence" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"PRESENCE_USERS_INVALID\"");
    }

    @Test
    void moreThanAHundredUsersAreTooMany() {
        String hundred =
                IntStream.range(0, 100).mapToObj(_ -> "user=" + newUser()).collect(Collectors.joining("&"));

        assertThat(presence.get(ALICE, "/v1/presence?" + hundred).statusCode()).isEqualTo(200);
        assertThat(presence.get(ALICE, "/v1/presence?" + hundred + "&user=" + ALICE)
                        .body())
                .contains("PRESENCE_USERS_INVALID");
        assertThatThrownBy(() -> presence.ask(
                        ALICE, Collections.nCopies(501, ALICE.value()).toArray(String[]::new)))
                .satisfies(PresenceBadInputIT::isInvalidArgument);
    }

    @Test
    void nothingWithoutAToken() {
        assertThat(presence.get(null, "/v1/presence?user=" + ALICE).statusCode())
                .isEqualTo(401);
    }

    @Test
    void grpcRefusesMalformedAndMissingUsers() {
        assertThatThrownBy(() -> presence.ask(ALICE, "bob")).satisfies(PresenceBadInputIT::isInvalidArgument);
        assertThatThrownBy(() -> presence.ask(ALICE)).satisfies(PresenceBadInputIT::isInvalidArgument);
    }

    @Test
    void reportsAndReadsOfStatesTakeOneToAThousandUsers() {
        assertThatThrownBy(() -> presence.reportChanges()).satisfies(PresenceBadInputIT::isInvalidArgument);
        assertThatThrownBy(() ->
                        presence.reportChanges(Collections.nCopies(1_001, ALICE).toArray(UserId[]::new)))
                .satisfies(PresenceBadInputIT::isInvalidArgument);
        assertThatThrownBy(() -> presence.changes()
                        .readStates(
                                ReadStatesRequest.newBuilder().addUsers("bob").build()))
                .satisfies(PresenceBadInputIT::isInvalidArgument);
    }

    @Test
    void malformedDepartureIsRefusedWithItsWholeReport() {
        var good = departure(ALICE.value(), 1_000);

        for (Departure bad :
                List.of(departure("bob", 1_000), departure(newUser().value(), 0))) {
            assertThatThrownBy(() -> presence.reportOffline(List.of(good, bad)))
                    .satisfies(PresenceBadInputIT::isInvalidArgument);
        }
        assertThat(presence.presenceOf(ALICE, ALICE).getLastSeenAtMs()).isZero();
    }

    @Test
    void tenThousandDeparturesAreTakenAndOneMoreIsNot() {
        var many = Stream.generate(() -> departure(newUser().value(), 1_000))
                .limit(10_000)
                .toList();

        presence.reportOffline(many);

        var tooMany = Stream.concat(many.stream(), many.stream().limit(1)).toList();
        assertThatThrownBy(() -> presence.reportOffline(tooMany)).satisfies(PresenceBadInputIT::isInvalidArgument);
    }

    private static Departure departure(String user, long atMs) {
        return Departure.newBuilder().setUser(user).setAtMs(atMs).build();
    }

    private static void isInvalidArgument(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }
}

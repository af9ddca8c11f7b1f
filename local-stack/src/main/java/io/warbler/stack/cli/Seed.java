package io.warbler.stack.cli;

import io.warbler.sdk.rest.Credentials;
import io.warbler.sdk.rest.Device;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.FriendRequest;
import io.warbler.sdk.rest.User;
import io.warbler.sdk.rest.WarblerApi;
import io.warbler.sdk.rest.WarblerApiException;
import io.warbler.stack.process.StackException;
import io.warbler.stack.service.Secrets;
import io.warbler.stack.service.ServicePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/// Makes alice and bob through the public API, friends of each other; repeatable.
final class Seed {

    private static final int PASSWORD_LENGTH = 16;
    private static final String PASSWORD_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Checkout checkout;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    Seed(Checkout checkout, Secrets secrets) {
        this.checkout = checkout;
        this.secrets = secrets;
    }

    /// The passwords are written before the users are made: a run that is cut off can be repeated.
    SeedResult plant() {
        var file = checkout.folder().root().resolve("seed-credentials");
        var marker = checkout.folder().data("seed").resolve("done");
        var known = read(file);
        var alice = user(known, "alice");
        var bob = user(known, "bob");
        if (Files.exists(marker)) {
            return new SeedResult(List.of(alice, bob), false);
        }
        Secrets.write(file, "alice=" + alice.password() + "\n" + "bob=" + bob.password() + "\n");
        befriend(alice, bob);
        Secrets.write(marker, "");
        return new SeedResult(List.of(alice, bob), true);
    }

    private void befriend(SeedUser first, SeedUser second) {
        var endpoint = Endpoint.trusting(
                "https://localhost:" + new ServicePorts(checkout.environment()).gateway(),
                secrets.tlsFolder().resolve("certificate.pem"));
        try (var firstApi = WarblerApi.of(endpoint);
                var secondApi = WarblerApi.of(endpoint)) {
            enter(firstApi, first);
            enter(secondApi, second);
            var secondId = firstApi.userByName(second.name()).map(User::id).orElseThrow();
            if (firstApi.relations().friends().contains(secondId)) {
                return;
            }
            FriendRequest request = firstApi.relations().request(secondId);
            secondApi.relations().accept(request.id());
        }
    }

    private static void enter(WarblerApi api, SeedUser user) {
        try {
            api.register(user.name(), user.password());
        } catch (WarblerApiException e) {
            if (e.status() != 409) {
                throw e;
            }
        }
        try {
            api.login(new Credentials(user.name(), user.password()), Device.unregistered("terminal", "seed"));
        } catch (WarblerApiException e) {
            throw new StackException(
                    "user " + user.name() + " exists with another password (expected: the one in "
                            + ".warbler/seed-credentials or in " + variable(user.name()) + "): " + e.getMessage(),
                    e);
        }
    }

    private SeedUser user(Properties known, String name) {
        var given = checkout.environment().getOrDefault(variable(name), "");
        return new SeedUser(name, known.getProperty(name, given.isEmpty() ? newPassword() : given));
    }

    private static String variable(String name) {
        return "WARBLER_" + name.toUpperCase(Locale.ROOT) + "_PASSWORD";
    }

    private String newPassword() {
        return random.ints(PASSWORD_LENGTH, 0, PASSWORD_LETTERS.length())
                .mapToObj(PASSWORD_LETTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private static Properties read(Path file) {
        var properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The commands of the README do what it says.
class ReadmeScenarioIT {

    private static final Pattern TOUR = Pattern.compile("```sh rest-tour\n(.*?)```", Pattern.DOTALL);

    private final Cluster cluster = Cluster.shared();

    @Test
    void tourOverRestSendsAMessage() throws Exception {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);

        String printed = run(tour(), alice, bob);

        assertThat(printed.lines().toList()).hasSize(3);
        assertThat(printed.lines().toList().getFirst()).contains("\"seq\":\"1\"");
        assertThat(printed.lines().toList().get(1)).contains("hello from curl");
        assertThat(printed.lines().toList().getLast()).contains("\"ticket\":");
    }

    private static String tour() throws IOException {
        Matcher tour = TOUR.matcher(Files.readString(Checkout.root().resolve("README.md")));
        assertThat(tour.find()).isTrue();
        return tour.group(1);
    }

    private String run(String script, Person user, Person friend) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "URL", cluster.url("gateway-1"),
                        "CA", cluster.certificate().toString(),
                        "ME", user.user().name(),
                        "FRIEND", friend.user().name(),
                        "PASSWORD", user.password()));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}

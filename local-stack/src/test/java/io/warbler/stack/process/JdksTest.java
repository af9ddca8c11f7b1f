package io.warbler.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void jdkIsFoundBelowTheSystemsFolder() throws IOException {
        var home = jdk("some-vendor-17", "17.0.15");
        jdk("some-vendor-25", "25.0.3");

        assertThat(new Jdks(Map.of(), List.of(folder)).find(17)).contains(home);
    }

    @Test
    void variableComesFirst() throws IOException {
        jdk("a-17", "17.0.1");
        var chosen = jdk("z-17", "17.0.2");

        var jdks = new Jdks(Map.of("WARBLER_JDK17_HOME", chosen.toString()), List.of(folder));

        assertThat(jdks.find(17)).contains(chosen);
    }

    @Test
    void javaHomeOfAnotherReleaseIsPassedOver() throws IOException {
        var wrong = jdk("home", "21.0.1");
        var right = jdk("right", "17");

        var jdks = new Jdks(Map.of("JAVA_HOME", wrong.toString()), List.of(folder));

        assertThat(jdks.java(17)).isEqualTo(right.resolve("bin/java"));
    }

    @Test
    void missingJdkIsAnErrorThatSaysHowToGetIt() {
        var jdks = new Jdks(Map.of(), List.of(folder));

        assertThatThrownBy(() -> jdks.java(17))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("JDK 17 not found")
                .hasMessageContaining("apt-get install openjdk-17");
    }

    private Path jdk(String name, String version) throws IOException {
        var home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        var java = Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }
}

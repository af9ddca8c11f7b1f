package io.warbler.quality;

import io.warbler.test.architecture.Architecture;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The rules for the modules that do without the test kit.
class OtherModulesArchitectureTest {

    @TestFactory
    Stream<DynamicTest> sdk() {
        // the two give users who have no clock of their own the system's
        return Architecture.ofService("io.warbler.sdk")
                .readingTheClockIn("WarblerApi", "WarblerClientBuilder")
                // the content of a message, as address books know it
                .allowingWords("Contact")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> terminalClient() {
        // "chat" is what the command is called; its jar is one for running, with the classes somewhere inside
        return Architecture.ofService("io.warbler.terminal")
                .printing()
                .readingTheClockIn("ChatCommand")
                .allowingWords("Chat")
                .tests(Path.of("..", "terminal-client", "target", "classes"));
    }

    @TestFactory
    Stream<DynamicTest> sharedWiring() {
        return Architecture.ofService("io.warbler.boot").tests(Path.of("..", "common-boot", "target", "classes"));
    }
}

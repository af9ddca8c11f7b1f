package io.warbler.auth;

import io.warbler.test.architecture.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The rules of the project, checked on this module.
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return Architecture.ofService("io.warbler.auth").tests();
    }
}

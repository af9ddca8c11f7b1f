package io.warbler.chaos;

import io.warbler.test.architecture.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return Architecture.ofService("io.warbler.chaos")
                .printing()
                .withPureCore("io.warbler.chaos.check")
                .tests();
    }
}

package io.warbler.message;

import io.warbler.test.architecture.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The rules of the project, checked on this module.
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        // the two belong to the thread that polls the log
        return Architecture.ofService("io.warbler.message")
                .withPureCore("io.warbler.message.sequencing")
                .confiningToOneThread("Assignment", "CacheRepair")
                .tests();
    }
}

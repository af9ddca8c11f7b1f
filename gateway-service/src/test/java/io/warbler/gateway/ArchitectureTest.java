package io.warbler.gateway;

import io.warbler.test.architecture.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The rules of the project, checked on this module.
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        // each of these belongs to a thread of its own and says so
        return Architecture.ofService("io.warbler.gateway")
                .confiningToOneThread("Announcer", "DeliveryReader", "Lookout", "Submissions")
                .tests();
    }
}

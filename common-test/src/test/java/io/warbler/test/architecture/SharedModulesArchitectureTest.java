package io.warbler.test.architecture;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The rules for the modules that this one is built on, which therefore cannot use it in tests of their own.
class SharedModulesArchitectureTest {

    @TestFactory
    Stream<DynamicTest> kernel() {
        return Architecture.ofKernel("io.warbler.kernel").tests();
    }

    @TestFactory
    Stream<DynamicTest> migrator() {
        // the entry point hands the system's clock to the rest
        return Architecture.ofService("io.warbler.migrator")
                .readingTheClockIn("SchemaMigrator")
                .printing()
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> localStack() {
        // a command of ./warbler is where a program begins
        return Architecture.ofService("io.warbler.stack")
                .printing()
                .readingTheClockIn("Checkout")
                .tests();
    }

    @TestFactory
    Stream<DynamicTest> testKit() {
        return Architecture.ofService("io.warbler.test").tests();
    }
}

package io.warbler.bench;

import io.warbler.test.architecture.Architecture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        // the clock of the run's date, of tokens' ages and of the archive's times: nothing decides by it in a test
        return Architecture.ofService("io.warbler.bench")
                .printing()
                .readingTheClockIn("BenchCommand", "PreparedUsers", "XmppDriver")
                .tests();
    }
}

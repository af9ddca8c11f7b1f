package io.warbler.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each check of config/checkstyle/checkstyle.xml refuses a seeded source.
class CheckstyleProofTest {

    private static final Path CONFIGURATION = Path.of("..", "config", "checkstyle", "checkstyle.xml");

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void seededViolationIsRefused(String check, String source) {
        assertThat(violationsOf(source)).contains(check);
    }

    static Stream<Arguments> seededViolationIsRefused() {
        return Stream.of(
                Arguments.of("FileLength", inClass("\n".repeat(401))),
                Arguments.of("MethodLength", inClass("void f() {" + "\nf();".repeat(41) + "\n}")),
                Arguments.of("ParameterNumber", inClass("void f(int a, int b, int c, int d, int e, int f, int g) {}")),
                Arguments.of("Nesting", inClass("void f() { for (;;) { if (a) { while (b) { f(); } } } }")),
                Arguments.of("OneTopLevelClass", "class Seed {}\n\nclass Second {}\n"),
                Arguments.of("AvoidStarImport", "import java.util.*;\n\nclass Seed {}\n"),
                Arguments.of("IllegalImport", "import lombok.Data;\n\nclass Seed {}\n"),
                Arguments.of("NeedBraces", inClass("void f() { if (a) f(); }")),
                Arguments.of("TodoComment", inClass("// TO" + "DO: later")),
                Arguments.of("TodoComment", inClass("// FIX" + "ME")),
                Arguments.of("CommentedOutCode", inClass("// f();")),
                Arguments.of("TypeName", "class SeedUtils {}\n"),
                Arguments.of("TypeName", "record UserDto() {}\n"),
                Arguments.of("TypeName", "interface DataStore {}\n"),
                Arguments.of("TypeName", "enum BaseKind {}\n"));
    }

    @ParameterizedTest
    @MethodSource
    void goodSourcePasses(String source) {
        assertThat(violationsOf(source)).isEmpty();
    }

    static Stream<String> goodSourcePasses() {
        return Stream.of(
                inClass("void f(int a, int b, int c, int d, int e, int f) { for (;;) { if (a > b) { f(); } } }"),
                inClass("void f() { if (a) { f(); } else if (b) { f(); } else if (c) { if (d) { f(); } } }"),
                inClass("// TODO(#12): read it from the log\n// a comment; with a reason"),
                "record Database() {}\n",
                "record Information() {}\n",
                inClass("int f(Object o) { return switch (o) { case String _ -> 1; default -> 2; }; }"));
    }

    @Test
    void exceptionWithAReasonIsAllowed() {
        assertThat(violationsOf("// allow TypeName: the word of a standard that we implement\nclass SeedImpl {}\n"))
                .isEmpty();
    }

    @Test
    void exceptionWithoutAReasonIsRefused() {
        assertThat(violationsOf("// allow TypeName:\nclass SeedImpl {}\n")).contains("TypeName");
    }

    @Test
    void thereAreAtMostTwelveChecks() throws CheckstyleException {
        var root = configuration();

        assertThat(countChecks(root)).isBetween(1L, 12L);
    }

    private static long countChecks(Configuration module) {
        boolean isCheck = switch (module.getName()) {
            case "Checker", "TreeWalker" -> false;
            default -> !module.getName().endsWith("Filter");
        };
        return (isCheck ? 1 : 0)
                + Stream.of(module.getChildren())
                        .mapToLong(CheckstyleProofTest::countChecks)
                        .sum();
    }

    private static String inClass(String body) {
        return "class Seed {\n" + body + "\n}\n";
    }

    private static Configuration configuration() throws CheckstyleException {
        return ConfigurationLoader.loadConfiguration(
                CONFIGURATION.toString(), new PropertiesExpander(new Properties()));
    }

    private List<String> violationsOf(String source) {
        var found = new ArrayList<String>();
        var checker = new Checker();
        try {
            var file = Files.writeString(folder.resolve("Seed.java"), source);
            checker.setModuleClassLoader(Checker.class.getClassLoader());
            checker.configure(configuration());
            checker.addListener(new Collecting(found));
            checker.process(List.of(file.toFile()));
        } catch (CheckstyleException | IOException e) {
            throw new IllegalStateException("checkstyle on: " + source, e);
        } finally {
            checker.destroy();
        }
        return found;
    }

    /// Keeps the id of each violated check, or its name.
    private record Collecting(List<String> found) implements AuditListener {

        @Override
        public void addError(AuditEvent event) {
            String source = event.getSourceName();
            String name = source.substring(source.lastIndexOf('.') + 1).replaceAll("Check$", "");
            found.add(event.getModuleId() == null ? name : event.getModuleId());
        }

        @Override
        public void addException(AuditEvent event, Throwable problem) {
            throw new IllegalStateException("checkstyle", problem);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}

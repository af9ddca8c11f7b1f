package io.warbler.test.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The rules for one module, as JUnit tests: one test per rule.
///
/// ```java
/// class ArchitectureTest {
///     @TestFactory
///     Stream<DynamicTest> rules() {
///         return Architecture.ofService("io.warbler.friend").tests();
///     }
/// }
/// ```
///
/// What does not fit a module is allowed by name (`printing`, `readingTheClockIn`, …), next to a comment that says why.
public final class Architecture {

    private final String root;
    private final List<ArchRule> rules = new ArrayList<>();
    private boolean prints;
    private Set<String> clockReaders = Set.of();
    private Set<String> threadLocalUsers = Set.of();
    private Set<String> confinedTypes = Set.of();
    private Set<String> allowedWords = Set.of();

    private Architecture(String root) {
        this.root = root;
    }

    /// A module whose root package has one sub-package per feature.
    public static Architecture ofService(String root) {
        return new Architecture(root).with(StructureRules.noCyclesBetweenFeatures(root));
    }

    /// A module of shared values.
    public static Architecture ofKernel(String root) {
        return new Architecture(root).with(StructureRules.isFrameworkFree(root));
    }

    /// A package that decides: a pure function of its arguments.
    public Architecture withPureCore(String corePackage) {
        return with(StructureRules.isPure(corePackage));
    }

    /// A program for people at a terminal.
    public Architecture printing() {
        prints = true;
        return this;
    }

    /// Types (simple names) that hand the system's clock to others, or that nobody tests with a clock of their own.
    public Architecture readingTheClockIn(String... types) {
        clockReaders = Set.of(types);
        return this;
    }

    /// Types (simple names) whose thread local has a written reason.
    public Architecture usingThreadLocalsIn(String... types) {
        threadLocalUsers = Set.of(types);
        return this;
    }

    /// Components (simple names) that belong to one thread and say so in their comment.
    public Architecture confiningToOneThread(String... types) {
        confinedTypes = Set.of(types);
        return this;
    }

    /// Words that mean something else here than the glossary's synonym.
    public Architecture allowingWords(String... words) {
        allowedWords = Set.of(words);
        return this;
    }

    /// One test per rule over the module's production classes.
    public Stream<DynamicTest> tests() {
        return tests(importer().importPackages(root));
    }

    /// The same for a module whose classes are not on the class path.
    public Stream<DynamicTest> tests(Path classFolder) {
        return tests(importer().importPath(classFolder));
    }

    private Stream<DynamicTest> tests(JavaClasses classes) {
        if (classes.isEmpty()) {
            throw new IllegalStateException("classes of " + root + ": none (expected: at least one)");
        }
        return rules().map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private Architecture with(ArchRule rule) {
        rules.add(rule);
        return this;
    }

    /// Every rule that applies to the module.
    Stream<ArchRule> rules() {
        var all = new ArrayList<>(rules);
        all.add(StructureRules.doorsAreClosed());
        all.add(StructureRules.componentFieldsAreFinal(confinedTypes));
        all.add(HabitRules.noInjectionByAnnotation());
        all.add(HabitRules.noJackson2());
        all.add(HabitRules.noOtherLogging());
        all.add(NamingRules.noEmptyWords());
        all.add(NamingRules.wordsOfTheGlossary(allowedWords));
        all.add(NamingRules.topicsAreKafkas());
        all.add(HabitRules.noThreadLocals(threadLocalUsers));
        all.add(HabitRules.timeIsInjected(clockReaders));
        if (!prints) {
            all.add(HabitRules.noStandardStreams());
        }
        return all.stream();
    }

    private static ClassFileImporter importer() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests());
    }
}

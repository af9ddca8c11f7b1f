package io.warbler.test.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule refuses the violation that was seeded for it: a rule that cannot fail is no rule.
class RulesProofTest {

    private static final String SEEDED = "io.warbler.test.architecture.seeded";

    @ParameterizedTest(name = "{1} is refused in {2}")
    @MethodSource
    void seededViolationIsRefused(String seedPackage, ArchRule rule, String offender) {
        JavaClasses seeds = importPackage(seedPackage);

        assertThatThrownBy(() -> rule.check(seeds))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(offender);
    }

    static Stream<Arguments> seededViolationIsRefused() {
        return Stream.of(
                seed("cycle", StructureRules.noCyclesBetweenFeatures(SEEDED + ".cycle"), "Cycle detected"),
                seed("doors", StructureRules.doorsAreClosed(), "SendGrpcService"),
                seed("doors", StructureRules.doorsAreClosed(), "HistoryController"),
                seed("doors", StructureRules.doorsAreClosed(), "DeliveryListener"),
                seed("doors", StructureRules.componentFieldsAreFinal(Set.of()), "Counter.count"),
                seed("core", StructureRules.isPure(SEEDED + ".core"), "FrameworkUser"),
                seed("core", StructureRules.isPure(SEEDED + ".core"), "FileReader"),
                seed("core", StructureRules.isPure(SEEDED + ".core"), "ClockHolder"),
                seed("core", StructureRules.isPure(SEEDED + ".core"), "Dice"),
                seed("core", StructureRules.isPure(SEEDED + ".core"), "Stopwatch"),
                seed("kernel", StructureRules.isFrameworkFree(SEEDED + ".kernel"), "Sized"),
                seed("habits", HabitRules.noInjectionByAnnotation(), "FieldInjected"),
                seed("habits", HabitRules.noInjectionByAnnotation(), "ValueInjected"),
                seed("habits", HabitRules.noThreadLocals(Set.of()), "ThreadBound"),
                seed("habits", HabitRules.noStandardStreams(), "Printing"),
                seed("habits", HabitRules.timeIsInjected(Set.of()), "ClockReading.byCall"),
                seed("habits", HabitRules.timeIsInjected(Set.of()), "ClockReading.byReference"),
                seed("habits", HabitRules.timeIsInjected(Set.of()), "ClockReading.inMillis"),
                seed("habits", HabitRules.timeIsInjected(Set.of()), "ClockReading.byClock"),
                seed("habits", HabitRules.noJackson2(), "OldJson"),
                seed("habits", HabitRules.noOtherLogging(), "OldLogging"),
                seed("words", NamingRules.noEmptyWords(), "SessionManager"),
                seed("words", NamingRules.wordsOfTheGlossary(Set.of()), "RoomKey"),
                seed("words", NamingRules.wordsOfTheGlossary(Set.of()), "BuddyList"),
                seed("words", NamingRules.topicsAreKafkas(), "TopicReader"));
    }

    @Test
    void cleanCodePassesEveryRule() {
        JavaClasses clean = importPackage("clean");

        Architecture.ofService(SEEDED + ".clean")
                .withPureCore(SEEDED + ".clean.core")
                .rules()
                .forEach(
                        rule -> assertThatCode(() -> rule.allowEmptyShould(true).check(clean))
                                .doesNotThrowAnyException());
    }

    @Test
    void topicsOfKafkaAreFine() {
        JavaClasses words = importPackage("words");

        assertThatThrownBy(() -> NamingRules.topicsAreKafkas().check(words)).hasMessageNotContaining("TopicNames");
    }

    @Test
    void namedReaderOfTheClockIsAllowed() {
        JavaClasses habits = importPackage("habits");

        assertThatCode(() -> HabitRules.timeIsInjected(Set.of("ClockReading")).check(habits))
                .doesNotThrowAnyException();
    }

    @Test
    void moduleWithoutClassesIsRefused() {
        assertThatThrownBy(
                        () -> Architecture.ofService("io.warbler.nothing.here").tests())
                .hasMessageContaining("expected: at least one");
    }

    private static Arguments seed(String seedPackage, ArchRule rule, String offender) {
        return Arguments.of(seedPackage, rule, offender);
    }

    private static JavaClasses importPackage(String seedPackage) {
        return new ClassFileImporter().importPackages(SEEDED + "." + seedPackage);
    }
}

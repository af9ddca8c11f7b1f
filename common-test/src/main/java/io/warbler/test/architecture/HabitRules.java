package io.warbler.test.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;

/// Rules about habits that spread when nobody looks.
final class HabitRules {

    private static final Set<String> INJECTING_ANNOTATIONS = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource");

    private static final Set<String> TIME_OF_DAY = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.tickMillis",
            "java.time.Clock.tickSeconds",
            "java.time.Clock.tickMinutes");

    private static final Set<String> CHANCE_OR_TIMER =
            Set.of("java.util.UUID.randomUUID", "java.lang.Math.random", "java.lang.System.nanoTime");

    private HabitRules() {}

    /// One constructor says what a component needs; settings are records.
    static ArchRule noInjectionByAnnotation() {
        return noClasses()
                .should()
                .dependOnClassesThat(named("annotations that inject", INJECTING_ANNOTATIONS))
                .as("no @Autowired, @Value, @Inject or @Resource: constructors and settings records");
    }

    /// State belongs to an object that somebody owns.
    static ArchRule noThreadLocals(Set<String> allowed) {
        return noClasses()
                .that(areNot(allowed))
                .should()
                .dependOnClassesThat()
                .areAssignableTo("java.lang.ThreadLocal")
                .orShould()
                .dependOnClassesThat(named("thread locals", Set.of("io.netty.util.concurrent.FastThreadLocal")))
                .as("no ThreadLocal");
    }

    /// Programs that run unattended log; they do not print.
    static ArchRule noStandardStreams() {
        return noClasses()
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .as("no System.out, System.err or printStackTrace");
    }

    /// Time comes from an injected `Clock`; only the place that makes the bean reads the system's.
    static ArchRule timeIsInjected(Set<String> allowed) {
        return noClasses()
                .that(areNot(allowed))
                .and()
                .haveNameNotMatching(".*Configuration(\\$.*)?")
                .should()
                .accessTargetWhere(readsTheSystemClock())
                .as("time comes from an injected Clock");
    }

    /// One JSON library: Jackson 3. Its annotations keep the old package.
    static ArchRule noJackson2() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "com.fasterxml.jackson.datatype..",
                        "com.fasterxml.jackson.dataformat..")
                .as("no Jackson 2");
    }

    /// One logging interface: SLF4J.
    static ArchRule noOtherLogging() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.log4j..")
                .as("SLF4J is the only logging interface");
    }

    /// Every way to ask the system for the time of day, also by method reference.
    static DescribedPredicate<JavaAccess<?>> readsTheSystemClock() {
        return DescribedPredicate.describe("reads the system's clock", HabitRules::isTimeOfDay);
    }

    /// Every way to ask the platform for something that differs from run to run.
    static DescribedPredicate<JavaAccess<?>> differsFromRunToRun() {
        return DescribedPredicate.describe(
                "differs from run to run", access -> isTimeOfDay(access) || CHANCE_OR_TIMER.contains(targetOf(access)));
    }

    private static boolean isTimeOfDay(JavaAccess<?> access) {
        return TIME_OF_DAY.contains(targetOf(access)) || isNowWithoutClock(access);
    }

    /// With a clock as its argument, `now` is what we want.
    private static boolean isNowWithoutClock(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().equals("java.time")
                && access.getTarget().getName().equals("now")
                && !access.getTarget().getFullName().contains("java.time.Clock");
    }

    private static String targetOf(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static DescribedPredicate<JavaClass> areNot(Set<String> simpleNames) {
        return DescribedPredicate.describe(
                "are not " + simpleNames, type -> !simpleNames.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> named(String description, Set<String> names) {
        return DescribedPredicate.describe(description, type -> names.contains(type.getName()));
    }
}

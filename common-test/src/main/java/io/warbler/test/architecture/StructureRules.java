package io.warbler.test.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// Rules about what may know what.
final class StructureRules {

    private static final String DOOR = ".*(GrpcService|Controller|Listener|FrameHandler)";
    private static final String STEREOTYPE = "org.springframework.stereotype.Component";

    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "org.apache.kafka..",
        "com.datastax..",
        "io.lettuce..",
        "io.grpc..",
        "io.netty..",
        "io.micrometer..",
        "org.slf4j..",
        "reactor.."
    };

    private static final String[] WORLD = {"java.io..", "java.net..", "java.nio.file..", "java.util.concurrent.."};

    /// Types of those packages that do no I/O.
    private static final Set<String> HARMLESS =
            Set.of("java.io.Serializable", "java.io.UncheckedIOException", "java.util.concurrent.TimeUnit");

    private static final String[] CHANCE_AND_TIME = {
        "java.time.Clock", "java.util.Random", "java.util.random.RandomGenerator", "java.security.SecureRandom"
    };

    private StructureRules() {}

    /// Features of one service form a graph without cycles.
    static ArchRule noCyclesBetweenFeatures(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("features of " + root + " are free of cycles");
    }

    /// A door maps and calls; nobody inside calls a door.
    static ArchRule doorsAreClosed() {
        return classes()
                .that()
                .haveNameMatching(DOOR)
                .and()
                .areNotInterfaces()
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .as("doors (GrpcService, Controller, Listener, FrameHandler) are not public");
    }

    /// A decision is a pure function of its arguments: no framework, no I/O, no clock, no chance, no threads.
    static ArchRule isPure(String corePackage) {
        return noClasses()
                .that()
                .resideInAPackage(corePackage + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .orShould()
                .dependOnClassesThat(residesIn(WORLD))
                .orShould()
                .dependOnClassesThat(isOneOf(CHANCE_AND_TIME))
                .orShould()
                .accessTargetWhere(HabitRules.differsFromRunToRun())
                .as(corePackage + " is pure: no framework, I/O, clock, chance or threads");
    }

    /// Shared values know the platform, the contract and each other.
    static ArchRule isFrameworkFree(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + "..", "java..", "org.jspecify..", "io.warbler.proto..", "com.google.protobuf..")
                .as(root + " knows no framework");
    }

    /// What the container shares between threads does not change, or is `volatile` and so says that it does; types
    /// in `confined` (simple names) belong to one thread.
    static ArchRule componentFieldsAreFinal(Set<String> confined) {
        return fields().that()
                .areDeclaredInClassesThat(areComponents(confined))
                .should()
                .beFinal()
                .orShould()
                .haveModifier(JavaModifier.VOLATILE)
                .allowEmptyShould(true)
                .as("fields of components are final (or volatile)");
    }

    private static DescribedPredicate<JavaClass> areComponents(Set<String> confined) {
        return DescribedPredicate.describe(
                "are components", type -> isComponent(type) && !confined.contains(type.getSimpleName()));
    }

    private static boolean isComponent(JavaClass type) {
        return type.isAnnotatedWith(STEREOTYPE)
                || type.isMetaAnnotatedWith(STEREOTYPE)
                || type.getFullName().matches(DOOR);
    }

    private static DescribedPredicate<JavaClass> residesIn(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages)
                .and(DescribedPredicate.describe("do I/O or share state", type -> !HARMLESS.contains(type.getName())));
    }

    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        var wanted = Set.of(names);
        return DescribedPredicate.describe("are a clock or chance", type -> wanted.contains(type.getName()));
    }
}

package io.warbler.test;

import io.warbler.migrator.TopicLayout;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Gives a test class real Kafka, Cassandra and Redis: one stack per test JVM, names of its own per class.
///
/// Either `@WarblerStack(services = "auth", topics = true)` with a [StackConnection] parameter, or
/// `@RegisterExtension static final StackExtension STACK = StackExtension.with("auth").withTopics();` with
/// [#connection()], which also serves `@DynamicPropertySource`. Without servers the tests fail; they are never skipped.
public final class StackExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StackExtension.class);

    private final List<String> services;
    private final @Nullable TopicLayout topics;
    private final boolean isShared;
    private @Nullable StackConnection connection;

    /// For `@WarblerStack`.
    public StackExtension() {
        this(List.of(), null, false);
    }

    private StackExtension(List<String> services, @Nullable TopicLayout topics, boolean isShared) {
        this.services = services;
        this.topics = topics;
        this.isShared = isShared;
    }

    /// An extension that creates the keyspaces of these services, perhaps none.
    public static StackExtension with(String... services) {
        return new StackExtension(List.of(services), null, false);
    }

    /// The same, with topics in the small layout of tests.
    public StackExtension withTopics() {
        return withTopics(StackConnection.TEST_LAYOUT);
    }

    /// The same, with topics and layout row of these numbers.
    public StackExtension withTopics(TopicLayout layout) {
        return new StackExtension(services, layout, isShared);
    }

    /// The same names and data for all classes that have this extension, see [WarblerStack#shared].
    public StackExtension shared() {
        return new StackExtension(services, topics, true);
    }

    /// The connection of the running test class.
    public StackConnection connection() {
        if (connection == null) {
            throw new IllegalStateException("connection: none yet (expected: a running test class)");
        }
        return connection;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var annotation = AnnotationSupport.findAnnotation(
                context.getRequiredTestClass(), WarblerStack.class, context.getEnclosingTestClasses());
        Optional<Object> sharedBy = sharedBy(annotation);
        var store = (sharedBy.isPresent() ? context.getRoot() : context).getStore(NAMESPACE);
        Object key = sharedBy.orElse(StackConnection.class);
        var existing = store.get(key, StackConnection.class);
        connection = existing != null ? existing : open(context, store, key, annotation);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StackConnection.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return connection();
    }

    /// What classes that share a connection have in common: equal annotations, or this extension.
    private Optional<Object> sharedBy(Optional<WarblerStack> annotation) {
        return isShared
                ? Optional.of(this)
                : annotation.filter(WarblerStack::shared).map(Object.class::cast);
    }

    private StackConnection open(
            ExtensionContext context, ExtensionContext.Store store, Object key, Optional<WarblerStack> annotation) {
        var stack = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedStack.class, _ -> SharedStack.start(), SharedStack.class);
        var opened = new StackConnection(stack);
        try {
            prepare(opened, annotation);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
        // only now: the next class that shares it must not find one that is half prepared
        store.put(key, opened);
        return opened;
    }

    private void prepare(StackConnection opened, Optional<WarblerStack> annotation) {
        var layout = topics == null ? StackConnection.TEST_LAYOUT : topics;
        opened.migrate(layout, services.toArray(String[]::new));
        annotation.ifPresent(wanted -> opened.migrate(layout, wanted.services()));
        if (topics != null || annotation.map(WarblerStack::topics).orElse(false)) {
            opened.createTopics(layout);
        }
    }
}

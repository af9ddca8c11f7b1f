package io.warbler.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test class that needs real Kafka, Cassandra and Redis; take a [StackConnection] as a parameter.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(StackExtension.class)
public @interface WarblerStack {

    /// Whose keyspaces the class needs.
    String[] services() default {};

    /// Whether it needs the topics.
    boolean topics() default false;

    /// Whether all classes that ask for the same, and say so, see the same names and data; then they can share
    /// applications too, see [StackConnection#shared].
    boolean shared() default false;

    /// Which of those that share and ask for the same: an application that owns the log disturbs tests that write it.
    String group() default "";
}

/// Real servers for tests: one stack per test JVM, names of their own per test class.
@NullMarked
package io.warbler.test;

import org.jspecify.annotations.NullMarked;

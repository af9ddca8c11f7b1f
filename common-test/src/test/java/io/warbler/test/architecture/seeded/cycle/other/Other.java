package io.warbler.test.architecture.seeded.cycle.other;

import io.warbler.test.architecture.seeded.cycle.one.One;
import org.jspecify.annotations.Nullable;

/// Knows the feature that knows this one.
public record Other(@Nullable One one) {}

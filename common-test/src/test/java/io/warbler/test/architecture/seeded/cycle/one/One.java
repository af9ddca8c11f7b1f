package io.warbler.test.architecture.seeded.cycle.one;

import io.warbler.test.architecture.seeded.cycle.other.Other;

/// Knows the other feature, which knows this one.
public record One(Other other) {}

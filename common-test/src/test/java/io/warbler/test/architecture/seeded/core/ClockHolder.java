package io.warbler.test.architecture.seeded.core;

import java.time.Clock;

record ClockHolder(Clock clock) {}

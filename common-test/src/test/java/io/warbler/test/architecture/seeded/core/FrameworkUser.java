package io.warbler.test.architecture.seeded.core;

import org.springframework.util.unit.DataSize;

record FrameworkUser(DataSize size) {}

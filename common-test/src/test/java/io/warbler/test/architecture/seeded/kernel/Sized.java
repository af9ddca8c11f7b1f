package io.warbler.test.architecture.seeded.kernel;

import org.springframework.util.unit.DataSize;

record Sized(DataSize size) {}

package io.warbler.test.architecture.seeded.core;

import java.nio.file.Path;

record FileReader(Path path) {}

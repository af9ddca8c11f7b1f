package io.warbler.test.architecture.seeded.habits;

import org.springframework.beans.factory.annotation.Value;

record ValueInjected(@Value("${some.key}") String key) {}

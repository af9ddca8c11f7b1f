package io.warbler.test.architecture.seeded.words;

// allow TypeName: seeded, the rule must refuse it
record SessionManager() {}

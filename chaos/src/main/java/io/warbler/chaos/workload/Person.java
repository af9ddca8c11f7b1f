package io.warbler.chaos.workload;

/// A user of the run.
record Person(String id, String name, String password) {}

package io.warbler.stack.cli;

/// A demo user.
record SeedUser(String name, String password) {}

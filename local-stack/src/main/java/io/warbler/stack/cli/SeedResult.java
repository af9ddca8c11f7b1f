package io.warbler.stack.cli;

import java.util.List;

/// The demo users, and whether this run made them.
record SeedResult(List<SeedUser> users, boolean isNew) {}

package io.warbler.test.architecture.seeded.doors;

/// A door that is open.
public final class HistoryController {}

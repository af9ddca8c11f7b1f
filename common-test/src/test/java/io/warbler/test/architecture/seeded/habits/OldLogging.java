package io.warbler.test.architecture.seeded.habits;

import java.util.logging.Logger;

record OldLogging(Logger logger) {}

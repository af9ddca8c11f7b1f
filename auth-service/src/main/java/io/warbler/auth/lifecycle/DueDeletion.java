package io.warbler.auth.lifecycle;

import io.warbler.kernel.UserId;
import java.time.Instant;

/// A user asked for deletion at a time; whether that still holds, the user's status tells.
record DueDeletion(UserId user, Instant dueAt) {}

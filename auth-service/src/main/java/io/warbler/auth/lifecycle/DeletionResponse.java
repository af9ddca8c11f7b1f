package io.warbler.auth.lifecycle;

import java.time.Instant;

/// Body of the answer to a request for deletion.
record DeletionResponse(Instant deletionDueAt) {}

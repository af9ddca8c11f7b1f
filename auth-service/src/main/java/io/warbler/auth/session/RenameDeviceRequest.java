package io.warbler.auth.session;

import jakarta.validation.constraints.NotNull;

/// Body of `PATCH /v1/devices/{device}`.
record RenameDeviceRequest(@NotNull String name) {}

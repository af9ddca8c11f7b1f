package io.warbler.auth.user;

import java.util.List;

/// Body of the answer to `GET /v1/users`.
record UsersResponse(List<UserResponse> users) {}

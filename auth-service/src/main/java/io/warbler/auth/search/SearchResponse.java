package io.warbler.auth.search;

import io.warbler.auth.user.UserResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Body of the answer to `GET /v1/users/search`.
///
/// @param next where to go on; left out when there is nothing more
record SearchResponse(List<UserResponse> users, @Nullable String next) {}

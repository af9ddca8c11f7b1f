package io.warbler.auth.search;

import io.warbler.auth.user.User;
import io.warbler.auth.user.UserName;
import java.util.List;
import java.util.Optional;

/// Users whose names follow each other.
///
/// @param users the users
/// @param last  after which name to go on, if there may be more
record SearchPage(List<User> users, Optional<UserName> last) {}

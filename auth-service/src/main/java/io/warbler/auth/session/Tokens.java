package io.warbler.auth.session;

import io.warbler.auth.token.AccessToken;
import io.warbler.boot.security.Principal;

/// What a login or a refresh gives.
record Tokens(Principal principal, AccessToken access, RefreshToken refresh) {}

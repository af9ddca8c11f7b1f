package io.warbler.auth.session;

import java.nio.ByteBuffer;
import java.time.Instant;

/// What the store knows of a refresh token that was issued.
///
/// @param session           its session
/// @param hash              its hash
/// @param issuedAt          when
/// @param currentGeneration which token of the session is the current one
record IssuedToken(Session session, ByteBuffer hash, Instant issuedAt, int currentGeneration) {}

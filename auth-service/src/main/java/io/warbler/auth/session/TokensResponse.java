package io.warbler.auth.session;

/// Answer to a login or a refresh.
record TokensResponse(
        String user,
        String device,
        String session,
        String accessToken,
        long accessTokenExpiresInSeconds,
        String refreshToken) {

    static TokensResponse of(Tokens tokens) {
        var principal = tokens.principal();
        return new TokensResponse(
                principal.user().value(),
                principal.device(),
                principal.session(),
                tokens.access().value(),
                tokens.access().lifetime().toSeconds(),
                tokens.refresh().reveal());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}

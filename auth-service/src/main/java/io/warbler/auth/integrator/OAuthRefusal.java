package io.warbler.auth.integrator;

/// A refusal in the words of RFC 6749, section 5.2.
final class OAuthRefusal extends RuntimeException {

    private final String error;

    OAuthRefusal(String error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    static OAuthRefusal invalidRequest(String description) {
        return new OAuthRefusal("invalid_request", description);
    }

    /// Which of id and secret is wrong is not told.
    static OAuthRefusal invalidClient() {
        return new OAuthRefusal("invalid_client", "client id or secret is missing or wrong");
    }

    String error() {
        return error;
    }

    boolean isAboutClient() {
        return error.equals("invalid_client");
    }

    OAuthErrorResponse body() {
        return new OAuthErrorResponse(error, String.valueOf(getMessage()));
    }
}

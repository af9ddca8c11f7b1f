package io.warbler.auth.integrator;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Body of a refusal in the form of RFC 6749, section 5.2.
record OAuthErrorResponse(
        String error, @JsonProperty("error_description") String description) {}

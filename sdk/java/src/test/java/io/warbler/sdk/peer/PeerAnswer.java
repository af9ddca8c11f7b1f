package io.warbler.sdk.peer;

/** What a REST call is answered with. */
public record PeerAnswer(int status, String body) {

    /** A refusal with a code. */
    public static PeerAnswer problem(int status, String code) {
        return new PeerAnswer(status, "{\"code\":\"" + code + "\",\"detail\":\"no\"}");
    }
}

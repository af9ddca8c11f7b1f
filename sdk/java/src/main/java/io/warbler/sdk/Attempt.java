package io.warbler.sdk;

import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;

/** What an unsuccessful attempt at a send means. */
enum Attempt {
    /** The number is used up: the send is refused for ever. */
    REFUSED,
    /** An earlier number is missing at the server: go back. */
    OUT_OF_ORDER,
    /** Nothing was consumed: the same again, later. */
    AGAIN,
    /** It may be in the log or not: the same again. */
    UNKNOWN,
    /** Nothing was consumed, and the same again would end the same way. */
    HOPELESS;

    static Attempt of(Error error) {
        if (error.getFinal()) {
            return REFUSED;
        }
        ErrorCode code = error.getCode();
        if (code == ErrorCode.SEND_OUT_OF_ORDER) {
            return OUT_OF_ORDER;
        }
        if (code == ErrorCode.OUTCOME_UNKNOWN || code == ErrorCode.INTERNAL || code == ErrorCode.UNRECOGNIZED) {
            return UNKNOWN;
        }
        return switch (category(error.getCodeValue())) {
            case 1 -> HOPELESS;
            case 2 -> isForbidden(code) ? HOPELESS : AGAIN;
            default -> AGAIN;
        };
    }

    private static boolean isForbidden(ErrorCode code) {
        return code == ErrorCode.DIRECT_NOT_ALLOWED
                || code == ErrorCode.GROUP_FORBIDDEN
                || code == ErrorCode.MEMBER_MUTED;
    }

    private static int category(int code) {
        return code / 100;
    }
}

package io.warbler.message.group;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.proto.client.v1.ErrorCode;

/// Why an invite cannot be looked at, or is none of the user's business.
final class JoinErrors {

    private JoinErrors() {}

    static ApiException inviteUnknown() {
        return new ApiException(
                ErrorCode.INVITE_UNKNOWN.name(),
                ErrorCategory.NOT_FOUND,
                "There is no such group, or it has no such invite.");
    }

    static ApiException requestUnknown() {
        return new ApiException(
                ErrorCode.JOIN_REQUEST_UNKNOWN.name(),
                ErrorCategory.NOT_FOUND,
                "The user never asked to be let in, or is nobody whom the group knows.");
    }

    /// Nobody comes in now, or this user does not.
    static ApiException refused(ErrorCode code) {
        return new ApiException(code.name(), ErrorCategory.CONFLICT, "The invite cannot be used.");
    }
}

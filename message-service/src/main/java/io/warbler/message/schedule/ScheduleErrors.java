package io.warbler.message.schedule;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.proto.client.v1.ErrorCode;

/// Why a request about a scheduled send is refused.
final class ScheduleErrors {

    private ScheduleErrors() {}

    static ApiException unknown() {
        return new ApiException(
                ErrorCode.SCHEDULED_SEND_UNKNOWN.name(),
                ErrorCategory.NOT_FOUND,
                "The user has no such scheduled send, or has it no more.");
    }

    static ApiException over(KeptSend kept) {
        return new ApiException(
                ErrorCode.SCHEDULED_SEND_OVER.name(),
                ErrorCategory.CONFLICT,
                "state: " + kept.told().getState() + " (expected: one that waits; schedule another one)");
    }

    static ApiException changed(long seen, KeptSend kept) {
        return new ApiException(
                ErrorCode.SCHEDULED_SEND_CHANGED.name(),
                ErrorCategory.CONFLICT,
                "seen_updated_at_ms: " + Long.toUnsignedString(seen) + " (expected: "
                        + kept.told().getUpdatedAtMs() + "; look at what is scheduled now, then change that)");
    }

    static ApiException changedTooOften(int most) {
        return new ApiException(
                ErrorCode.SCHEDULED_SEND_LIMIT_REACHED.name(),
                ErrorCategory.CONFLICT,
                "The scheduled send was changed " + most
                        + " times (expected: less); cancel it and schedule a new one.");
    }

    static ApiException tooLarge(long bytes, long most) {
        return new ApiException(
                ErrorCode.SCHEDULED_SEND_LIMIT_REACHED.name(),
                ErrorCategory.CONFLICT,
                "The user's scheduled sends have " + bytes
                        + " bytes, with those of the last 30 days (expected: less than " + most + ").");
    }

    static ApiException tooMany(long count, String which, int most) {
        return new ApiException(
                ErrorCode.SCHEDULED_SEND_LIMIT_REACHED.name(),
                ErrorCategory.CONFLICT,
                "The user has " + count + " scheduled sends " + which + " (expected: less than " + most + ").");
    }
}

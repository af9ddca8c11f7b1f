package io.warbler.message.send;

import io.warbler.message.history.ReadErrors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client calls a request, the same when it is repeated; controllers take it as an argument.
///
/// @param value 1 to 128 visible ASCII characters
public record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw ReadErrors.fieldInvalid(HEADER + " (expected: 1 to 128 visible ASCII characters)");
        }
    }

    /// That of a request that must have one.
    static IdempotencyKey ofHeader(@Nullable String value) {
        if (value == null) {
            throw ReadErrors.fieldInvalid(
                    HEADER + " (expected: a header with a key of your choice, the same when the request is repeated)");
        }
        return new IdempotencyKey(value);
    }
}

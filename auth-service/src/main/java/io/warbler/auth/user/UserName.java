package io.warbler.auth.user;

import java.util.Locale;
import java.util.regex.Pattern;

/// A user's unique name, in lower case.
public record UserName(String value) {

    /// What a client may write; upper case is taken for lower case.
    public static final String FORM = "[A-Za-z0-9_.-]{3,32}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public UserName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "user name: " + value.length() + " characters (expected: 3-32 of a-z 0-9 _ . -)");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /// Whether the text has the form of a name; says nothing about existence.
    public static boolean isValid(String value) {
        return PATTERN.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

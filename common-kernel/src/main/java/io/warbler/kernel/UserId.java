package io.warbler.kernel;

/// A user's id: `u` and 32 lower-case hexadecimal digits.
public record UserId(String value) implements Comparable<UserId> {

    public UserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("user id: " + value + " (expected: u and 32 hexadecimal digits)");
        }
    }

    /// Whether the text has the form of a user id; says nothing about existence.
    public static boolean isValid(String value) {
        return IdForm.matches(value, "u");
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

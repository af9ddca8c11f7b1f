package io.warbler.kernel;

/// The form of ids: a letter that says of what, and 32 lower-case hexadecimal digits. Every frame has some to be looked
/// at, so there is no regular expression.
final class IdForm {

    private static final int LENGTH = 33;

    private IdForm() {}

    /// @param kinds the letters that it may begin with
    static boolean matches(String value, String kinds) {
        if (value.length() != LENGTH || kinds.indexOf(value.charAt(0)) < 0) {
            return false;
        }
        for (int i = 1; i < LENGTH; i++) {
            char digit = value.charAt(i);
            boolean isHex = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
            if (!isHex) {
                return false;
            }
        }
        return true;
    }
}

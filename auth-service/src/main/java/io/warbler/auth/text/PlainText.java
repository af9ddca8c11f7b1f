package io.warbler.auth.text;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.OptionalInt;

/// What one-line texts that people write about themselves may be: Unicode in normal form C without white space around
/// it, of limited length, without what breaks or fakes its display: control characters, line separators, directional
/// overrides, halves of surrogate pairs, code points that are no characters.
///
/// @param field     the field's name, for the refusal
/// @param code      the code of the refusal
/// @param minLength least number of code points
/// @param maxLength greatest number of code points
public record PlainText(String field, String code, int minLength, int maxLength) {

    /// The text as it is stored; refuses what it may not be with the code, which character and why.
    public String read(String text) {
        forbidden(text).ifPresent(codePoint -> {
            throw refusal("%s: must not contain U+%04X (expected: no control characters, line separators, "
                            .formatted(field, codePoint)
                    + "directional overrides or broken surrogate pairs)");
        });
        var normal = Normalizer.normalize(text, Form.NFC).strip();
        int length = normal.codePointCount(0, normal.length());
        if (length < minLength || length > maxLength) {
            throw refusal("%s: %d characters (expected: %d to %d)".formatted(field, length, minLength, maxLength));
        }
        return normal;
    }

    private static OptionalInt forbidden(String text) {
        return text.codePoints().filter(PlainText::isForbidden).findFirst();
    }

    private static boolean isForbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> overridesDirection(codePoint) || isNoCharacter(codePoint);
        };
    }

    private static boolean overridesDirection(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isNoCharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    private ApiException refusal(String detail) {
        return new ApiException(code, ErrorCategory.CLIENT, detail);
    }
}

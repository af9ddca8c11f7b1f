package io.warbler.message.content;

import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.Span;
import io.warbler.proto.client.v1.SpanStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The form of the spans of a message.
final class SpanCheck {

    private static final Set<String> WEB = Set.of("http", "https");

    private SpanCheck() {}

    static Optional<String> wrong(MessageBody body, boolean inGroup) {
        List<Span> spans = body.getSpansList();
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        if (spans.size() > Limits.MAX_SPANS) {
            return Expect.that(false, "body.spans", "at most " + Limits.MAX_SPANS);
        }
        String text = Contents.spannedText(body);
        int last = 0;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            String field = "body.spans[" + i + "]";
            Optional<String> wrong = place(field, span, text, last).or(() -> style(field, span, inGroup));
            if (wrong.isPresent()) {
                return wrong;
            }
            last = span.getOffset();
        }
        return Expect.that(
                Contents.mentions(body).size() <= Limits.MAX_MENTIONS,
                "body.spans",
                "mentions of at most " + Limits.MAX_MENTIONS + " users");
    }

    private static Optional<String> place(String field, Span span, String text, int last) {
        long end = Integer.toUnsignedLong(span.getOffset()) + Integer.toUnsignedLong(span.getLength());
        if (span.getLength() == 0 || end > text.length()) {
            return Expect.that(false, field, "1 code unit or more, inside of the text or caption");
        }
        return Expect.that(span.getOffset() >= last, field + ".offset", "not below the one before")
                .or(() -> Expect.that(
                        isBoundary(text, span.getOffset()) && isBoundary(text, (int) end),
                        field,
                        "no surrogate pair cut in two"));
    }

    private static boolean isBoundary(String text, int index) {
        return index == 0
                || index == text.length()
                || !Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    private static Optional<String> style(String field, Span span, boolean inGroup) {
        boolean isLink = span.getStyle() == SpanStyle.SPAN_STYLE_LINK;
        boolean isMention = span.getStyle() == SpanStyle.SPAN_STYLE_MENTION;
        return known(field, span.getStyle(), inGroup)
                .or(() -> Expect.that(
                        isLink
                                ? BlobCheck.isUrl(span.getUrl(), WEB)
                                : span.getUrl().isEmpty(),
                        field + ".url",
                        isLink ? "http or https and a host, at most 2048 characters" : "nothing; it is no LINK"))
                .or(() -> Expect.that(
                        isMention
                                ? UserId.isValid(span.getUser())
                                : span.getUser().isEmpty(),
                        field + ".user",
                        isMention ? "u and 32 hexadecimal digits" : "nothing; it is no MENTION"));
    }

    private static Optional<String> known(String field, SpanStyle style, boolean inGroup) {
        return switch (style) {
            case SPAN_STYLE_UNSPECIFIED, UNRECOGNIZED -> Expect.that(false, field + ".style", "one of SpanStyle");
            case SPAN_STYLE_MENTION_ALL -> Expect.that(inGroup, field + ".style", "MENTION_ALL in groups only");
            case SPAN_STYLE_BOLD,
                    SPAN_STYLE_ITALIC,
                    SPAN_STYLE_CODE,
                    SPAN_STYLE_PRE,
                    SPAN_STYLE_LINK,
                    SPAN_STYLE_SPOILER,
                    SPAN_STYLE_STRIKETHROUGH,
                    SPAN_STYLE_MENTION -> Optional.empty();
        };
    }
}

package io.warbler.message.content;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.Span;
import io.warbler.proto.client.v1.SpanStyle;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What follows from the content of a message.
public final class Contents {

    private static final String SPOILER = "▒";

    private Contents() {}

    /// The kind of a message with this body.
    public static MessageKind kind(MessageBody body) {
        return switch (body.getContentCase()) {
            case TEXT, CONTENT_NOT_SET -> MessageKind.MESSAGE_KIND_TEXT;
            case IMAGE -> MessageKind.MESSAGE_KIND_IMAGE;
            case VIDEO -> MessageKind.MESSAGE_KIND_VIDEO;
            case FILE -> MessageKind.MESSAGE_KIND_FILE;
            case VOICE -> MessageKind.MESSAGE_KIND_VOICE;
            case LOCATION -> MessageKind.MESSAGE_KIND_LOCATION;
            case CONTACT -> MessageKind.MESSAGE_KIND_CONTACT;
            case CUSTOM -> MessageKind.MESSAGE_KIND_CUSTOM;
            case BUNDLE -> MessageKind.MESSAGE_KIND_BUNDLE;
            case POLL -> MessageKind.MESSAGE_KIND_POLL;
        };
    }

    /// The users whom the spans mention, each once, in the order of the text.
    public static Set<String> mentions(MessageBody body) {
        return body.getSpansList().stream()
                .filter(span -> span.getStyle() == SpanStyle.SPAN_STYLE_MENTION)
                .map(Span::getUser)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Whether a span mentions everybody.
    public static boolean mentionsAll(MessageBody body) {
        return body.getSpansList().stream().anyMatch(span -> span.getStyle() == SpanStyle.SPAN_STYLE_MENTION_ALL);
    }

    /// The text that stands for the message where there is little room; empty when only its kind can be told.
    public static String preview(MessageBody body) {
        String text = switch (body.getContentCase()) {
            case TEXT, IMAGE, VIDEO -> withoutSpoilers(body);
            case FILE ->
                body.getFile().getCaption().isEmpty() ? body.getFile().getBlob().getFileName() : withoutSpoilers(body);
            case LOCATION ->
                body.getLocation().getName().isEmpty()
                        ? body.getLocation().getAddress()
                        : body.getLocation().getName();
            case CONTACT -> body.getContact().getName();
            case CUSTOM -> body.getCustom().getFallback();
            case BUNDLE -> body.getBundle().getTitle();
            case POLL -> body.getPoll().getQuestion();
            case VOICE, CONTENT_NOT_SET -> "";
        };
        return cut(text);
    }

    /// What the spans are about.
    static String spannedText(MessageBody body) {
        return switch (body.getContentCase()) {
            case TEXT -> body.getText();
            case IMAGE -> body.getImage().getCaption();
            case VIDEO -> body.getVideo().getCaption();
            case FILE -> body.getFile().getCaption();
            case VOICE, LOCATION, CONTACT, CUSTOM, BUNDLE, POLL, CONTENT_NOT_SET -> "";
        };
    }

    /// What is hidden until the reader asks for it stays hidden.
    private static String withoutSpoilers(MessageBody body) {
        var text = new StringBuilder(spannedText(body));
        for (Span span : body.getSpansList()) {
            if (span.getStyle() == SpanStyle.SPAN_STYLE_SPOILER) {
                int end = span.getOffset() + span.getLength();
                text.replace(span.getOffset(), end, SPOILER.repeat(span.getLength()));
            }
        }
        return text.toString();
    }

    private static String cut(String text) {
        boolean fits = text.codePointCount(0, text.length()) <= Limits.MAX_PREVIEW_LENGTH;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, Limits.MAX_PREVIEW_LENGTH));
    }
}

package io.warbler.sdk.content;

import java.util.ArrayList;
import java.util.List;

/** Makes a text piece by piece; offsets come out right. Not for use by many threads. */
public final class TextBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();

    /** More text without a style. */
    public TextBuilder plain(String piece) {
        text.append(piece);
        return this;
    }

    /** More text in one style. */
    public TextBuilder styled(Span.Style style, String piece) {
        return add(style, piece, "");
    }

    /** More text that leads to an address. */
    public TextBuilder link(String piece, String url) {
        return add(Span.Style.LINK, piece, url);
    }

    /** Names a user, who is told. */
    public TextBuilder mention(String piece, String user) {
        return add(Span.Style.MENTION, piece, user);
    }

    /** Names every member of the group. */
    public TextBuilder mentionAll(String piece) {
        return add(Span.Style.MENTION_ALL, piece, "");
    }

    /** What was made. */
    public Content.Text build() {
        return new Content.Text(text.toString(), spans);
    }

    private TextBuilder add(Span.Style style, String piece, String target) {
        if (piece.isEmpty()) {
            throw new IllegalArgumentException("piece (expected: 1 character at least)");
        }
        spans.add(new Span(text.length(), piece.length(), style, target));
        text.append(piece);
        return this;
    }
}

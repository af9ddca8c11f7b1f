package io.warbler.sdk.content;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stable address of a message: {@code warbler:CONVERSATION/SEQ}. It leads those to it who can read it.
 *
 * @param conversation where it stands
 * @param seq its seq
 */
public record MessageLink(String conversation, long seq) {

    private static final Pattern FORM = Pattern.compile("warbler:([dgc][0-9a-f]{32})/([1-9][0-9]{0,17})");

    /** The link that a text is; empty when it is none. */
    public static Optional<MessageLink> parse(String text) {
        return FORM.matcher(text)
                .results()
                .filter(match -> match.group().length() == text.length())
                .map(match -> new MessageLink(match.group(1), Long.parseLong(match.group(2))))
                .findFirst();
    }

    @Override
    public String toString() {
        return "warbler:" + conversation + "/" + seq;
    }
}

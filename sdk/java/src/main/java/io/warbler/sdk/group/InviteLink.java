package io.warbler.sdk.group;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is given to those who shall come into a group: {@code warbler:CONVERSATION/join/TOKEN}. Whoever has it can come
 * in, or ask to; keep it out of logs.
 *
 * @param conversation the group
 * @param token that of an invite
 */
public record InviteLink(String conversation, String token) {

    private static final Pattern FORM = Pattern.compile("warbler:([gc][0-9a-f]{32})/join/([A-Za-z0-9_-]{22})");

    /** The link that a text is; empty when it is none. */
    public static Optional<InviteLink> parse(String text) {
        return FORM.matcher(text)
                .results()
                .filter(match -> match.group().length() == text.length())
                .map(match -> new InviteLink(match.group(1), match.group(2)))
                .findFirst();
    }

    /** The link as it is given on. */
    public String text() {
        return "warbler:" + conversation + "/join/" + token;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "InviteLink[" + conversation + "]";
    }
}

package io.warbler.sdk;

import java.util.List;

/**
 * A page of messages that mention the user. May be short although there is a next one.
 *
 * @param messages newest first
 * @param next where the next page begins; empty when there is none
 */
public record MentionPage(List<Message> messages, String next) {

    public MentionPage {
        messages = List.copyOf(messages);
    }
}

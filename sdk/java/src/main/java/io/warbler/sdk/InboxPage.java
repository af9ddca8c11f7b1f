package io.warbler.sdk;

import java.util.List;

/**
 * A page of the inbox: what is pinned, then the rest, newest activity first.
 *
 * @param entries the conversations
 * @param next to be given for the page that follows; empty when there is none
 */
public record InboxPage(List<InboxEntry> entries, String next) {

    public InboxPage {
        entries = List.copyOf(entries);
    }
}

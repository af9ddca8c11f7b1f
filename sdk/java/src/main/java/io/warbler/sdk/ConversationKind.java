package io.warbler.sdk;

/** What a conversation is; its id says so, and it never changes. */
public enum ConversationKind {
    /** Two users. */
    DIRECT,
    /** Many, who come and go. */
    GROUP,
    /** As a group, but owner and admins alone write, and readers are not shown to each other. */
    CHANNEL;

    /** The kind of the conversation with this id. */
    public static ConversationKind of(String conversation) {
        if (conversation.startsWith("c")) {
            return CHANNEL;
        }
        return conversation.startsWith("g") ? GROUP : DIRECT;
    }
}

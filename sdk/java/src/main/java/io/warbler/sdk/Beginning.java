package io.warbler.sdk;

/** Where a conversation begins that existed before this client's first sync. */
enum Beginning {
    /** With its newest messages. */
    NEWEST,
    /** With its first message. */
    FIRST,
    /** After its last message. */
    NOW
}

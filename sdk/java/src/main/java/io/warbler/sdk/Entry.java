package io.warbler.sdk;

/** What stands at a position of a conversation. */
public sealed interface Entry permits Message, Event {

    /** Where it stands. */
    String conversation();

    /** Position among all entries of the conversation, dense from 1. */
    long seq();

    /** How many messages the conversation has up to here. */
    long ordinal();
}

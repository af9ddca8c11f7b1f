package io.warbler.proto;

/**
 * Every limit of the public protocol, in one place. Services enforce these, docs/protocol.md lists them.
 */
public final class Limits {

    /** Largest serialised {@code MessageBody} in bytes. */
    public static final int MAX_BODY_BYTES = 65_536;

    /** Largest WebSocket message from a client in bytes; leaves room for JSON escapes of a full body. */
    public static final int MAX_FRAME_BYTES = 196_608;

    /** Largest first frame (login) in bytes. */
    public static final int MAX_LOGIN_FRAME_BYTES = 4_096;

    /** Unanswered sends per (conversation, outbox) that a client may have, and verdicts that the server keeps. */
    public static final int KEPT_VERDICTS = 64;

    /** Bytes of an outbox id. */
    public static final int OUTBOX_BYTES = 16;

    /** Bytes of the outbox of an integrator's Idempotency-Key: another length, so that no client can name it. */
    public static final int INTEGRATOR_OUTBOX_BYTES = 32;

    /** Longest client message id in characters. */
    public static final int MAX_CLIENT_MESSAGE_ID_LENGTH = 64;

    /** Unanswered requests per connection. */
    public static final int MAX_PENDING_REQUESTS = 256;

    /** Messages per page of history. */
    public static final int MAX_PAGE_SIZE = 100;

    /** Users per presence request. */
    public static final int MAX_PRESENCE_USERS = 100;

    /** Users that one connection may watch. */
    public static final int MAX_WATCHED_USERS = 500;

    /** Users per report of a gateway to presence-service. */
    public static final int MAX_REPORTED_USERS = 1_000;

    /** Conversations that a client may present cursors for in one sync. */
    public static final int MAX_SYNC_CURSORS = 1_000;

    /** Longest name of a device, in code points. */
    public static final int MAX_DEVICE_NAME_LENGTH = 64;

    /** Longest display name of a user, in code points. */
    public static final int MAX_DISPLAY_NAME_LENGTH = 64;

    /** Longest status text of a user, in code points. */
    public static final int MAX_STATUS_TEXT_LENGTH = 140;

    /** Longest avatar reference of a user, in characters. */
    public static final int MAX_AVATAR_LENGTH = 255;

    /** Longest text of a friend request in characters (code points). */
    public static final int MAX_FRIEND_REQUEST_MESSAGE_LENGTH = 200;

    /** Most members of a group. */
    public static final int MAX_GROUP_MEMBERS = 200;

    /** Users that one change of a group may add. */
    public static final int MAX_MEMBERS_PER_CHANGE = 100;

    /** Longest title of a group, in code points. */
    public static final int MAX_GROUP_TITLE_LENGTH = 100;

    /** Longest description of a group, in code points. */
    public static final int MAX_GROUP_DESCRIPTION_LENGTH = 1_000;

    /** Longest pause of slow mode in seconds. */
    public static final int MAX_SLOW_MODE_SECONDS = 86_400;

    /** Events per page of history or conversation of a sync. */
    public static final int MAX_EVENTS = 200;

    /** Edits of one message. */
    public static final int MAX_EDITS = 64;

    /** Longest reaction in bytes of UTF-8. */
    public static final int MAX_REACTION_BYTES = 64;

    /** Reactions of one user to one message. */
    public static final int MAX_OWN_REACTIONS = 5;

    /** Kinds of reactions to one message. */
    public static final int MAX_REACTION_KINDS = 32;

    /** Kinds of reactions that a message frame lists. */
    public static final int MAX_LISTED_REACTIONS = 20;

    /** Pinned messages of one conversation. */
    public static final int MAX_PINS = 50;

    private Limits() {}
}

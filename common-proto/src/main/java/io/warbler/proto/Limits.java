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

    /** Most members of a group; an operator may allow fewer. */
    public static final int MAX_GROUP_MEMBERS = 100_000;

    /** Most members of a group in which it is told who has read a message: all of them and their markers are read for it. */
    public static final int MAX_READERS_ASKED = 10_000;

    /** Users that one change of a group may add. */
    public static final int MAX_MEMBERS_PER_CHANGE = 100;

    /** Most invites of a group that are good for something. */
    public static final int MAX_INVITES = 20;

    /** Most joins and requests that an invite may be limited to. */
    public static final int MAX_INVITE_USES = 100_000;

    /** Bytes of an invite's token, which nobody can guess. */
    public static final int INVITE_TOKEN_BYTES = 16;

    /** Bytes of the hash that stands for a token. */
    public static final int INVITE_TOKEN_HASH_BYTES = 32;

    /** Most requests to join a group that wait. */
    public static final int MAX_JOIN_REQUESTS = 1_000;

    /** Longest question to who wants to join a group, in code points. */
    public static final int MAX_JOIN_QUESTION_LENGTH = 200;

    /** Longest answer to it, in code points. */
    public static final int MAX_JOIN_ANSWER_LENGTH = 500;

    /** Longest announcement of a group, in code points. */
    public static final int MAX_ANNOUNCEMENT_LENGTH = 2_000;

    /** Longest title of a group, in code points. */
    public static final int MAX_GROUP_TITLE_LENGTH = 100;

    /** Longest description of a group, in code points. */
    public static final int MAX_GROUP_DESCRIPTION_LENGTH = 1_000;

    /** Longest pause of slow mode in seconds. */
    public static final int MAX_SLOW_MODE_SECONDS = 86_400;

    /** Events per page of history or conversation of a sync. */
    public static final int MAX_EVENTS = 200;

    /** Spans per message. */
    public static final int MAX_SPANS = 100;

    /** Users whom one message mentions. */
    public static final int MAX_MENTIONS = 50;

    /** Longest address of a link or blob in characters. */
    public static final int MAX_URL_LENGTH = 2_048;

    /** Longest id of a blob in characters. */
    public static final int MAX_BLOB_ID_LENGTH = 128;

    /** Longest media type in characters. */
    public static final int MAX_MEDIA_TYPE_LENGTH = 127;

    /** Longest name of a file, place or contact, address of a place or e-mail address, in code points. */
    public static final int MAX_NAME_LENGTH = 255;

    /** Longest caption in code points. */
    public static final int MAX_CAPTION_LENGTH = 4_096;

    /** Largest width or height of a picture in pixels. */
    public static final int MAX_PIXELS = 65_535;

    /** Longest preview hash in characters. */
    public static final int MAX_PREVIEW_HASH_LENGTH = 200;

    /** Longest video or voice message in milliseconds. */
    public static final int MAX_DURATION_MS = 86_400_000;

    /** Steps of a waveform. */
    public static final int MAX_WAVEFORM_BYTES = 256;

    /** Largest uncertainty of a location in metres. */
    public static final int MAX_ACCURACY_M = 100_000;

    /** Phone numbers of a contact, and e-mail addresses. */
    public static final int MAX_CONTACT_WAYS = 10;

    /** Longest phone number in characters. */
    public static final int MAX_PHONE_LENGTH = 64;

    /** Longest type of custom content in characters. */
    public static final int MAX_CUSTOM_TYPE_LENGTH = 128;

    /** Largest payload of custom content in bytes. */
    public static final int MAX_CUSTOM_BYTES = 32_768;

    /** Longest fallback of custom content in code points. */
    public static final int MAX_FALLBACK_LENGTH = 1_000;

    /** Messages of a bundle. */
    public static final int MAX_BUNDLED_MESSAGES = 100;

    /** Longest title of a bundle in code points. */
    public static final int MAX_BUNDLE_TITLE_LENGTH = 100;

    /** Longest saved draft in code points. */
    public static final int MAX_DRAFT_LENGTH = 10_000;

    /** Conversations that one user may pin. */
    public static final int MAX_PINNED_CONVERSATIONS = 50;

    /** Messages that one request hides from the user. */
    public static final int MAX_HIDDEN_AT_ONCE = 100;

    /** Stretches of messages that a user may hide in one conversation; a stretch is as long as it is. */
    public static final int MAX_HIDDEN_RANGES = 500;

    /** Scheduled sends of one user that wait. */
    public static final int MAX_SCHEDULED_SENDS = 100;

    /** Scheduled sends of one user that are kept, those included that wait no more. */
    public static final int MAX_KEPT_SCHEDULED_SENDS = 1_000;

    /** How far ahead a send may be scheduled, in days. */
    public static final int MAX_SCHEDULE_DAYS = 366;

    /** Muted until then, milliseconds since the Unix epoch: for good. The end of the year 9999. */
    public static final long MUTED_FOR_GOOD_MS = 253_402_300_799_999L;

    /** Longest text of a preview in code points. */
    public static final int MAX_PREVIEW_LENGTH = 100;

    /** Edits of one message. */
    public static final int MAX_EDITS = 64;

    /** Longest question of a poll in characters. */
    public static final int MAX_POLL_QUESTION_LENGTH = 255;

    /** Fewest options of a poll. */
    public static final int MIN_POLL_OPTIONS = 2;

    /** Most options of a poll. */
    public static final int MAX_POLL_OPTIONS = 20;

    /** Longest option of a poll in characters. */
    public static final int MAX_POLL_OPTION_LENGTH = 100;

    /** Longest reaction in bytes of UTF-8. */
    public static final int MAX_REACTION_BYTES = 64;

    /** Reactions of one user to one message. */
    public static final int MAX_OWN_REACTIONS = 5;

    /** Reactions of all users to one message: what 200 members can make. */
    public static final int MAX_REACTIONS = 1_000;

    /** Kinds of reactions to one message. */
    public static final int MAX_REACTION_KINDS = 32;

    /** Kinds of reactions that a message frame lists. */
    public static final int MAX_LISTED_REACTIONS = 20;

    /** Pinned messages of one conversation. */
    public static final int MAX_PINS = 50;

    private Limits() {}
}

package io.warbler.sdk.peer;

import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;

/** What the peer does with a send. */
public sealed interface Reaction {

    /** Decides and answers. */
    record Decide() implements Reaction {}

    /** Answers with this error and decides nothing. */
    record Refuse(Error error) implements Reaction {}

    /** Uses up the number and refuses for ever. */
    record RefuseFinally(ErrorCode code) implements Reaction {}

    /** Decides and answers that it does not know. */
    record DecideUnheard() implements Reaction {}

    /** Decides and never answers. */
    record Swallow() implements Reaction {}

    /** Drops the connection before anything is decided. */
    record DropBefore() implements Reaction {}

    /** Decides, then drops the connection instead of an answer. */
    record DropAfter() implements Reaction {}

    /** A refusal that consumes nothing. */
    static Reaction refuse(ErrorCode code) {
        return new Refuse(Error.newBuilder().setCode(code).build());
    }
}

package io.warbler.message.simulation;

import java.util.ArrayList;
import java.util.List;

/// What a client knows of one conversation.
final class Lane {

    final Cast.Talk talk;
    final List<Intention> unanswered = new ArrayList<>();
    long nextNumber;
    long cursor;
    boolean behind;

    Lane(Cast.Talk talk, long nextNumber, long cursor) {
        this.talk = talk;
        this.nextNumber = nextNumber;
        this.cursor = cursor;
    }
}

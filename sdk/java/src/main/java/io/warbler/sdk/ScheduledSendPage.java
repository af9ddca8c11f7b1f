package io.warbler.sdk;

import java.util.List;

/**
 * A page of scheduled sends.
 *
 * @param sends in the order of their times
 * @param next where the next page begins; empty when there is none
 */
public record ScheduledSendPage(List<ScheduledSend> sends, String next) {

    public ScheduledSendPage {
        sends = List.copyOf(sends);
    }
}

package io.warbler.sdk.group;

import java.util.List;

/**
 * Some requests that wait, in the order of who asks.
 *
 * @param next to be given for the page that follows; empty when there is none
 */
public record JoinRequestPage(List<JoinRequest> requests, String next) {

    public JoinRequestPage {
        requests = List.copyOf(requests);
    }
}

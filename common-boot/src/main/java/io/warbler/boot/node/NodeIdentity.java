package io.warbler.boot.node;

import java.util.regex.Pattern;

/// This process in the cluster. A restart under the same id gets a later epoch.
///
/// @param id    the node id, unique in the deployment
/// @param epoch milliseconds since the Unix epoch when the process started
public record NodeIdentity(String id, long epoch) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public NodeIdentity {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException("node id: " + id + " (expected: 1-100 of A-Z a-z 0-9 . _ -)");
        }
    }
}

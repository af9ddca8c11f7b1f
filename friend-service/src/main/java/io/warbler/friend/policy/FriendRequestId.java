package io.warbler.friend.policy;

import io.warbler.kernel.UserId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a request by who asked whom: `r` and the hexadecimal digits of both. Clients treat it as opaque.
///
/// There is at most one such request at a time, so nothing has to be looked up, and accepting twice is the same as
/// once.
public record FriendRequestId(UserId from, UserId to) {

    private static final Pattern FORM = Pattern.compile("r([0-9a-f]{32})([0-9a-f]{32})");

    /// Empty if the text is no such id.
    public static Optional<FriendRequestId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new FriendRequestId(new UserId("u" + matcher.group(1)), new UserId("u" + matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "r" + from.value().substring(1) + to.value().substring(1);
    }
}

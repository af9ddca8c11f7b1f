package io.warbler.sdk.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Friend requests, friendships and blocks of the user. Every change may be repeated when its outcome is not known. Lists
 * are complete and in the order of the other users' ids; long ones take a call per hundred.
 *
 * <p>Changes on any device of either user are told by {@code WarblerListener.onRelationChange}.
 */
public final class Relations {

    private static final String REQUESTS = "/v1/friend-requests";
    private static final String FRIENDS = "/v1/friends";
    private static final String BLOCKS = "/v1/blocks";

    private final SessionCalls calls;

    Relations(SessionCalls calls) {
        this.calls = calls;
    }

    /** Asks a user for friendship; if that user has asked already, the two are friends at once. */
    public FriendRequest request(String user) {
        return request(user, "");
    }

    /** The same with a few words to that user, at most 200 characters. */
    public FriendRequest request(String user, String message) {
        return calls.answer(Call.post(REQUESTS, Map.of("user", user, "message", message)), FriendRequest.class);
    }

    /** The unanswered requests to the user. */
    public List<FriendRequest> incomingRequests() {
        return all(REQUESTS + "/incoming", Requests.class, Requests::requests);
    }

    /** The user's own unanswered requests. */
    public List<FriendRequest> outgoingRequests() {
        return all(REQUESTS + "/outgoing", Requests.class, Requests::requests);
    }

    /** Accepts a request that came in. */
    public void accept(String requestId) {
        calls.run(Call.post(REQUESTS + "/" + encoded(requestId) + "/accept", Map.of()));
    }

    /** Declines a request that came in; its sender is told. */
    public void decline(String requestId) {
        calls.run(Call.post(REQUESTS + "/" + encoded(requestId) + "/decline", Map.of()));
    }

    /** Takes an own request back. */
    public void cancel(String requestId) {
        calls.run(Call.delete(REQUESTS + "/" + encoded(requestId)));
    }

    /** The ids of the user's friends. */
    public List<String> friends() {
        return all(FRIENDS, Friends.class, Friends::friends).stream()
                .map(Tie::user)
                .toList();
    }

    /** Ends a friendship. */
    public void remove(String user) {
        calls.run(Call.delete(FRIENDS + "/" + encoded(user)));
    }

    /** Refuses everything from a user, from the very next message on. The user is not told. */
    public void block(String user) {
        calls.run(Call.put(BLOCKS + "/" + encoded(user)));
    }

    /** Takes a block back; a friendship that it suspended goes on. */
    public void unblock(String user) {
        calls.run(Call.delete(BLOCKS + "/" + encoded(user)));
    }

    /** The ids of the users who are blocked. */
    public List<String> blocks() {
        return all(BLOCKS, Blocks.class, Blocks::blocks).stream().map(Tie::user).toList();
    }

    private <P extends Paged, T> List<T> all(String path, Class<P> type, Function<P, List<T>> entries) {
        var all = new ArrayList<T>();
        String cursor = "";
        do {
            P page = calls.answer(Call.get(path + "?limit=100&cursor=" + encoded(cursor)), type);
            all.addAll(entries.apply(page));
            String next = page.next();
            cursor = next == null ? "" : next;
        } while (!cursor.isEmpty());
        return List.copyOf(all);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private interface Paged {

        @Nullable
        String next();
    }

    private record Requests(
            List<FriendRequest> requests, @Nullable String next) implements Paged {}

    private record Friends(List<Tie> friends, @Nullable String next) implements Paged {}

    private record Blocks(List<Tie> blocks, @Nullable String next) implements Paged {}

    private record Tie(String user) {}
}

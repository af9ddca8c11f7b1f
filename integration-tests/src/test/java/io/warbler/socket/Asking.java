package io.warbler.socket;

import io.warbler.rest.Account;
import io.warbler.rest.Api;
import io.warbler.scenario.Cluster;
import io.warbler.scenario.HandTypedSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A user on a socket of subprotocol `warbler.v1.json` who asks and keeps everything that is told meanwhile.
final class Asking implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HandTypedSocket socket;
    private final List<JsonNode> told = new ArrayList<>();
    private int lastRequestId;

    private Asking(HandTypedSocket socket) {
        this.socket = socket;
    }

    /// Nobody has logged in yet.
    static Asking open(Cluster cluster) {
        return new Asking(HandTypedSocket.open(cluster, "gateway-1"));
    }

    static Asking as(Cluster cluster, Api api, Account account) {
        var asking = open(cluster);
        JsonNode welcome = asking.ask("{\"login\":{\"ticket\":\"" + account.ticket(api) + "\"}}");
        if (!welcome.has("welcome")) {
            throw new IllegalStateException("login: " + welcome + " (expected: welcome)");
        }
        return asking;
    }

    /// The answer to a request, which gets a new request id.
    JsonNode ask(String frame) {
        lastRequestId++;
        socket.send("{\"requestId\":" + lastRequestId + "," + frame.substring(frame.indexOf('{') + 1));
        while (true) {
            JsonNode answer = JSON.readTree(socket.next());
            if (answer.path("requestId").asInt(0) == lastRequestId) {
                return answer;
            }
            told.add(answer);
        }
    }

    /// What a frame was answered with: a code of an error, else the name of the answer.
    static String outcome(JsonNode answer) {
        return answer.has("error")
                ? answer.at("/error/code").asString()
                : answer.propertyNames().stream()
                        .filter(member -> !member.equals("requestId"))
                        .findFirst()
                        .orElseThrow();
    }

    /// A table of outcomes: each row begins with its name, and has one for everybody who asks.
    static Map<String, List<String>> outcomes(String... rows) {
        Map<String, List<String>> outcomes = new LinkedHashMap<>();
        for (String row : rows) {
            List<String> words = List.of(row.split(" ", -1));
            outcomes.put(words.getFirst(), words.subList(1, words.size()));
        }
        return outcomes;
    }

    /// The frame of this name that was told or is told next.
    JsonNode awaitTold(String name) {
        while (told.stream().noneMatch(frame -> frame.has(name))) {
            told.add(JSON.readTree(socket.next()));
        }
        return told.stream().filter(frame -> frame.has(name)).findFirst().orElseThrow();
    }

    /// What was told so far without being asked for.
    List<JsonNode> told() {
        return List.copyOf(told);
    }

    int closeCode() {
        return socket.closeCode();
    }

    @Override
    public void close() {
        socket.close();
    }
}

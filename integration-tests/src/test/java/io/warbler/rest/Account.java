package io.warbler.rest;

import io.warbler.rest.Api.Input;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A user of the tests with a session.
public record Account(String id, String name, String password, String device, String session, String token) {

    public static Account register(Api api, String nick) {
        String name = nick + "-" + UUID.randomUUID().toString().substring(0, 8);
        String password = UUID.randomUUID().toString();
        JsonNode user = api.succeed("registerUser", Input.as("").body(credentials(name, password)));
        return logIn(api, user.get("id").asString(), name, password);
    }

    /// The same user in another session on another device.
    Account again(Api api) {
        return logIn(api, id, name, password);
    }

    /// Good for one socket.
    public String ticket(Api api) {
        return api.succeed("issueTicket", Input.as(token).body("{}"))
                .get("ticket")
                .asString();
    }

    String credentials() {
        return credentials(name, password);
    }

    private static Account logIn(Api api, String id, String name, String password) {
        JsonNode tokens = api.succeed("logIn", Input.as("").body(credentials(name, password)));
        return new Account(
                id,
                name,
                password,
                tokens.get("device").asString(),
                tokens.get("session").asString(),
                tokens.get("accessToken").asString());
    }

    private static String credentials(String name, String password) {
        return "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
    }
}

package io.warbler.friend;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a REST call was answered.
///
/// @param retryAfter seconds; 0 when it does not say
public record Answer(int status, long retryAfter, JsonNode body) {

    /// The stable code of a problem.
    public String code() {
        return body.path("code").asString("");
    }

    /// A text of the top level.
    public String text(String field) {
        return body.path(field).asString("");
    }

    /// The `user` of each element of a list.
    public List<String> usersOf(String list) {
        return body.path(list)
                .valueStream()
                .map(element -> element.path("user").asString(""))
                .toList();
    }
}

package io.warbler.presence.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.PresenceList;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// REST of presence: the canonical JSON of `PresenceList`, the same as on a WebSocket.
@RestController
@RequestMapping("/v1/presence")
final class PresenceController {

    private static final Logger log = LoggerFactory.getLogger(PresenceController.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();

    private final PresenceReader reader;

    PresenceController(PresenceReader reader) {
        this.reader = reader;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    String read(Principal principal, @RequestParam(name = "user", required = false) @Nullable List<String> users)
            throws InvalidProtocolBufferException {
        var list = PresenceList.newBuilder();
        try {
            reader.read(principal.user(), parse(users)).stream()
                    .map(PresenceProto::toProto)
                    .forEach(list::addPresences);
        } catch (RoutesUnavailableException | FriendsUnavailableException e) {
            log.atWarn().addKeyValue("cause", String.valueOf(e.getCause())).log("Presence is not known now");
            throw new ApiException(
                    "PRESENCE_UNAVAILABLE",
                    ErrorCategory.UNAVAILABLE,
                    "Who is online is not known now; repeat the request",
                    RETRY_AFTER);
        }
        return JSON.print(list);
    }

    private static List<UserId> parse(@Nullable List<String> users) {
        if (users == null
                || users.isEmpty()
                || users.size() > Limits.MAX_PRESENCE_USERS
                || !users.stream().allMatch(UserId::isValid)) {
            throw new ApiException(
                    "PRESENCE_USERS_INVALID",
                    ErrorCategory.CLIENT,
                    "user: expected 1 to " + Limits.MAX_PRESENCE_USERS + " times u and 32 hexadecimal digits");
        }
        return users.stream().map(UserId::new).toList();
    }
}

package io.warbler.rest;

import io.warbler.rest.Api.Input;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A group, and somebody in every standing to it. What is written to it from now on is not for those who were
/// banned or removed.
///
/// @param fresh a friend of the owner and of the admin, who never had to do with the group
public record Company(String group, Map<Standing, Account> accounts, Account fresh) {

    /// Seq of the owner's message that everybody who ever was a member may see.
    public static final String FIRST_MESSAGE = "4";

    public static Company make(Api api) {
        return make(api, "CONVERSATION_KIND_GROUP");
    }

    /// The same of this kind.
    static Company make(Api api, String kind) {
        Map<Standing, Account> registered = Stream.of(Standing.values())
                .parallel()
                .collect(Collectors.toMap(it -> it, _ -> Account.register(api, "company")));
        Map<Standing, Account> accounts = new EnumMap<>(registered);
        Account owner = Objects.requireNonNull(accounts.get(Standing.OWNER));
        Account admin = Objects.requireNonNull(accounts.get(Standing.ADMIN));
        Account fresh = Account.register(api, "fresh");
        Circle.befriend(api, fresh, owner);
        Circle.befriend(api, fresh, admin);
        List<Account> members = Stream.of(
                        Standing.ADMIN, Standing.MEMBER, Standing.MUTED, Standing.BANNED, Standing.EX_MEMBER)
                .map(it -> Objects.requireNonNull(accounts.get(it)))
                .toList();
        members.forEach(it -> Circle.befriend(api, it, owner));
        var company = new Company(create(api, owner, members, kind), accounts, fresh);
        company.stand(api);
        return company;
    }

    private static String create(Api api, Account owner, List<Account> members, String kind) {
        String ids = members.stream().map(it -> "\"" + it.id() + "\"").collect(Collectors.joining(","));
        var input = Input.as(owner.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"title\":\"Company\",\"kind\":\"" + kind + "\",\"members\":[" + ids + "]}");
        return api.succeed("createGroup", input).get("conversation").asString();
    }

    private void stand(Api api) {
        api.succeed("setRole", byOwner(Standing.ADMIN).body("{\"role\":\"GROUP_ROLE_ADMIN\"}"));
        long until = System.currentTimeMillis() + 3_600_000;
        api.succeed("muteMember", byOwner(Standing.MUTED).body("{\"untilMs\":\"" + until + "\"}"));
        api.succeed("sendToConversation", in(Standing.OWNER).body("{\"text\":\"before\"}"));
        api.succeed("banMember", byOwner(Standing.BANNED));
        api.succeed("removeMember", byOwner(Standing.EX_MEMBER));
        String all = "\"spans\":[{\"length\":1,\"style\":\"SPAN_STYLE_MENTION_ALL\"}]";
        String body = "{\"body\":{\"text\":\"@ " + secret() + "\"," + all + "},\"replyTo\":\"" + FIRST_MESSAGE + "\"}";
        api.succeed("sendToConversation", in(Standing.OWNER).body(body));
    }

    /// Stands in the message that those who are not members any more must not see.
    public String secret() {
        return "after-" + group;
    }

    public Account account(Standing standing) {
        return Objects.requireNonNull(accounts.get(standing));
    }

    /// A request about the group by one in this standing.
    Input in(Standing asker) {
        return Input.as(account(asker).token())
                .path("conversation", group)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private Input byOwner(Standing other) {
        return in(Standing.OWNER).path("user", account(other).id());
    }
}

package io.warbler.bench.warbler;

import io.warbler.bench.subject.Population.Crowd;
import io.warbler.bench.subject.Population.Pair;
import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.GroupSettingsChange;
import io.warbler.sdk.rest.WarblerApiException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The groups of the population. Owners add their friends; into what is too large for that everybody comes by an
/// invite.
final class PreparedGroups {

    private static final int MEMBERS_AT_ONCE = 90;
    private static final int ADDED_AT_MOST = 200;

    private final Lines groupLines;
    private final Lines memberLines;
    private final PreparedUsers users;
    private final StoredFriends friends;
    private volatile List<String> conversations = List.of();

    /// Groups written down in `folder`.
    PreparedGroups(Path folder, PreparedUsers users, StoredFriends friends) {
        this.groupLines = new Lines(folder.resolve("groups"));
        this.memberLines = new Lines(folder.resolve("members"));
        this.users = users;
        this.friends = friends;
    }

    /// The conversation of a group.
    String conversation(int index) {
        if (index >= conversations.size()) {
            throw new IllegalArgumentException("group: " + index + " (expected: prepared)");
        }
        return conversations.get(index);
    }

    void prepare(List<Crowd> groups, Consumer<String> progress) {
        Map<String, String> known = groupLines.read().stream()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1], (_, last) -> last));
        conversations = groups.stream()
                .map(group -> {
                    var conversation = known.get(group.name());
                    return conversation == null ? make(group, progress) : complete(group, conversation, progress);
                })
                .toList();
    }

    private String make(Crowd group, Consumer<String> progress) {
        if (isEntered(group)) {
            var conversation = create(group, List.of());
            groupLines.append(group.name() + " " + conversation);
            return complete(group, conversation, progress);
        }
        users.befriend(spokes(group.members()), progress);
        var others = group.members().stream()
                .skip(1)
                .map(member -> users.user(member).id())
                .toList();
        var first = others.subList(0, Math.min(MEMBERS_AT_ONCE, others.size()));
        var conversation = create(group, first);
        try (var api = users.api(owner(group))) {
            others.subList(first.size(), others.size()).forEach(member -> {
                var _ = api.groups().add(conversation, member);
            });
        }
        groupLines.append(group.name() + " " + conversation);
        progress.accept("group of " + group.members().size() + " made");
        return conversation;
    }

    private static boolean isEntered(Crowd group) {
        return group.size() > ADDED_AT_MOST;
    }

    /// The owner adds only friends.
    private static List<Pair> spokes(List<Integer> members) {
        return members.stream()
                .skip(1)
                .map(member -> new Pair(members.getFirst(), member))
                .toList();
    }

    private String create(Crowd group, List<String> first) {
        try (var api = users.api(owner(group))) {
            return api.groups()
                    .create(GroupDraft.of("Benchmark of " + group.size())
                            .settings(GroupSettingsChange.none().joinPolicy(JoinPolicy.OPEN))
                            .members(first))
                    .conversation();
        }
    }

    /// Who is not in yet comes in.
    private String complete(Crowd group, String conversation, Consumer<String> progress) {
        if (isEntered(group)) {
            Set<String> known = new HashSet<>(memberLines.read());
            enter(group, conversation, known, progress);
            add(group, conversation, known, progress);
        }
        return conversation;
    }

    private void enter(Crowd group, String conversation, Set<String> known, Consumer<String> progress) {
        var missing = group.members().stream()
                .skip(1)
                .filter(member -> !known.contains(group.name() + " " + member))
                .mapToInt(Integer::intValue)
                .toArray();
        if (missing.length == 0) {
            return;
        }
        try (var owner = users.api(owner(group))) {
            var link = owner.invites().make(conversation, null, 0).link().orElseThrow();
            PreparedUsers.each("members who enter", missing, progress, member -> {
                try (var api = users.api(users.user(member))) {
                    unlessMember(() -> api.invites().join(link, ""));
                }
                memberLines.append(group.name() + " " + member);
            });
        }
    }

    /// Who never comes needs no account: a friend of the owner, that is enough to be added.
    private void add(Crowd group, String conversation, Set<String> known, Consumer<String> progress) {
        var missing = IntStream.range(0, group.absent())
                .filter(number -> !known.contains(group.name() + " " + absent(group, number)))
                .toArray();
        if (missing.length == 0) {
            return;
        }
        friends.store(
                owner(group).id(),
                IntStream.of(missing).mapToObj(number -> absent(group, number)).toList());
        try (var api = users.api(owner(group))) {
            PreparedUsers.each("absent members", missing, progress, number -> {
                unlessMember(() -> api.groups().add(conversation, absent(group, number)));
                memberLines.append(group.name() + " " + absent(group, number));
            });
        }
    }

    private static void unlessMember(Supplier<?> change) {
        try {
            var _ = change.get();
        } catch (WarblerApiException e) {
            if (!e.code().equals("GROUP_UNCHANGED")) {
                throw e;
            }
        }
    }

    /// The id of somebody who never was.
    private static String absent(Crowd group, int number) {
        var id = UUID.nameUUIDFromBytes((group.name() + " " + number).getBytes(StandardCharsets.US_ASCII));
        return "u" + id.toString().replace("-", "");
    }

    private PreparedUser owner(Crowd group) {
        return users.user(group.members().getFirst());
    }
}

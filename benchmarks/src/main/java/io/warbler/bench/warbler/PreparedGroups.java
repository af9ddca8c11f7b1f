package io.warbler.bench.warbler;

import io.warbler.bench.subject.Population.Crowd;
import io.warbler.bench.subject.Population.Pair;
import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import io.warbler.sdk.rest.GroupDraft;
import io.warbler.sdk.rest.GroupSettingsChange;
import io.warbler.sdk.rest.WarblerApiException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The groups of the population. Owners add their friends; into what is too large for that everybody comes by an
/// invite.
final class PreparedGroups {

    private static final int MEMBERS_AT_ONCE = 90;
    private static final int ADDED_AT_MOST = 200;

    private final Lines groupLines;
    private final Lines memberLines;
    private final PreparedUsers users;
    private volatile List<String> conversations = List.of();

    /// Groups written down in `folder`.
    PreparedGroups(Path folder, PreparedUsers users) {
        this.groupLines = new Lines(folder.resolve("groups"));
        this.memberLines = new Lines(folder.resolve("members"));
        this.users = users;
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
        return group.members().size() > ADDED_AT_MOST;
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
                    .create(GroupDraft.of("Benchmark of " + group.members().size())
                            .settings(GroupSettingsChange.none().joinPolicy(JoinPolicy.OPEN))
                            .members(first))
                    .conversation();
        }
    }

    /// Who is not in yet comes in.
    private String complete(Crowd group, String conversation, Consumer<String> progress) {
        if (!isEntered(group)) {
            return conversation;
        }
        Set<String> known = new HashSet<>(memberLines.read());
        var missing = group.members().stream()
                .skip(1)
                .filter(member -> !known.contains(group.name() + " " + member))
                .mapToInt(Integer::intValue)
                .toArray();
        if (missing.length == 0) {
            return conversation;
        }
        try (var owner = users.api(owner(group))) {
            var link = owner.invites().make(conversation, null, 0).link().orElseThrow();
            PreparedUsers.each("members of a group", missing, progress, member -> {
                try (var api = users.api(users.user(member))) {
                    var _ = api.invites().join(link, "");
                } catch (WarblerApiException e) {
                    if (e.status() != 409 || !e.code().equals("GROUP_UNCHANGED")) {
                        throw e;
                    }
                }
                memberLines.append(group.name() + " " + member);
            });
        }
        return conversation;
    }

    private PreparedUser owner(Crowd group) {
        return users.user(group.members().getFirst());
    }
}

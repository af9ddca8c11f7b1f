package io.warbler.sdk.rest;

import io.warbler.sdk.group.GroupSettings.Audience;
import io.warbler.sdk.group.GroupSettings.History;
import io.warbler.sdk.group.GroupSettings.JoinPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of a group's rules: what is not named stays, or has its default in a new group. Immutable. */
public final class GroupSettingsChange {

    private final Map<String, Object> fields;

    private GroupSettingsChange(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Changes nothing yet. */
    public static GroupSettingsChange none() {
        return new GroupSettingsChange(Map.of());
    }

    /** Who may send messages; everyone by default. */
    public GroupSettingsChange maySend(Audience audience) {
        return with("maySend", name(audience));
    }

    /** Who may add members; admins by default. */
    public GroupSettingsChange mayInvite(Audience audience) {
        return with("mayInvite", name(audience));
    }

    /** Who may change title, description and avatar; admins by default. */
    public GroupSettingsChange mayEdit(Audience audience) {
        return with("mayEditInfo", name(audience));
    }

    /** Who may mention all members; admins by default. */
    public GroupSettingsChange mayMentionAll(Audience audience) {
        return with("mayMentionAll", name(audience));
    }

    /** Who comes in by an invite; who is approved by default. */
    public GroupSettingsChange joinPolicy(JoinPolicy policy) {
        return switch (policy) {
            case OPEN, APPROVAL, QUESTION, CLOSED -> with("joinPolicy", "GROUP_JOIN_POLICY_" + policy.name());
            case UNKNOWN -> throw unknown(policy);
        };
    }

    /** What is asked of who wants to join, at most 200 characters; has to be something under QUESTION. */
    public GroupSettingsChange joinQuestion(String question) {
        return with("joinQuestion", question);
    }

    /** From where members may read; from when they joined by default. */
    public GroupSettingsChange history(History history) {
        return switch (history) {
            case FROM_JOIN, FROM_START -> with("history", "GROUP_HISTORY_" + history.name());
            case UNKNOWN -> throw unknown(history);
        };
    }

    /** What members have to wait between two messages, at most a day; zero, the default, for no limit. */
    public GroupSettingsChange slowMode(Duration pause) {
        return with("slowModeSeconds", pause.toSeconds());
    }

    Map<String, Object> fields() {
        return fields;
    }

    private GroupSettingsChange with(String field, Object value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new GroupSettingsChange(Map.copyOf(changed));
    }

    private static String name(Audience audience) {
        return switch (audience) {
            case EVERYONE, ADMINS -> "GROUP_AUDIENCE_" + audience.name();
            case UNKNOWN -> throw unknown(audience);
        };
    }

    private static IllegalArgumentException unknown(Enum<?> value) {
        return new IllegalArgumentException("setting: " + value + " (expected: one that this version knows)");
    }
}

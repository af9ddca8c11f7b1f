package io.warbler.sdk.rest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A group or channel to be created. Immutable. It has a key of its own: a draft that is created twice, because nobody heard the
 * answer, is one group.
 */
public final class GroupDraft {

    private final String key;
    private final Map<String, Object> fields;

    private GroupDraft(String key, Map<String, Object> fields) {
        this.key = key;
        this.fields = fields;
    }

    /** A group of the user alone, with the default rules; the title has 1 to 100 characters. */
    public static GroupDraft of(String title) {
        return new GroupDraft(UUID.randomUUID().toString(), Map.of("title", title));
    }

    /**
     * A channel of the user alone: owner and admins write, everybody else reads, reacts and votes. Settings that say who
     * may do what are refused.
     */
    public static GroupDraft channel(String title) {
        return of(title).with("kind", "CONVERSATION_KIND_CHANNEL");
    }

    /** At most 1,000 characters. */
    public GroupDraft description(String text) {
        return with("description", text);
    }

    /** An {@code https} URL or the id of an attachment. */
    public GroupDraft avatar(String reference) {
        return with("avatar", reference);
    }

    /** Rules other than the default ones. */
    public GroupDraft settings(GroupSettingsChange settings) {
        return with("settings", settings.fields());
    }

    /** The first other members: ids of friends, at most 100. */
    public GroupDraft members(Collection<String> users) {
        return with("members", List.copyOf(users));
    }

    String key() {
        return key;
    }

    Map<String, Object> fields() {
        return fields;
    }

    private GroupDraft with(String field, Object value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new GroupDraft(key, Map.copyOf(changed));
    }
}

package io.warbler.sdk.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of what a group says about itself: what is not named stays. Immutable. */
public final class GroupProfileChange {

    private final Map<String, String> fields;

    private GroupProfileChange(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Changes nothing yet. */
    public static GroupProfileChange none() {
        return new GroupProfileChange(Map.of());
    }

    /** 1 to 100 characters. */
    public GroupProfileChange title(String text) {
        return with("title", text);
    }

    /** At most 1,000 characters; empty removes it. */
    public GroupProfileChange description(String text) {
        return with("description", text);
    }

    /** A reference to a picture, at most 255 characters; empty removes it. */
    public GroupProfileChange avatar(String reference) {
        return with("avatar", reference);
    }

    Map<String, String> fields() {
        return fields;
    }

    private GroupProfileChange with(String field, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new GroupProfileChange(Map.copyOf(changed));
    }
}

package io.warbler.sdk.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of a profile: what is not named stays, what is set to an empty text is removed. Immutable. */
public final class ProfileChange {

    private final Map<String, String> fields;

    private ProfileChange(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Changes nothing yet. */
    public static ProfileChange none() {
        return new ProfileChange(Map.of());
    }

    /** What others are shown instead of the name. */
    public ProfileChange displayName(String text) {
        return with("displayName", text);
    }

    /** An {@code https} URL or the id of an attachment. */
    public ProfileChange avatar(String reference) {
        return with("avatar", reference);
    }

    /** A line about what the user does. */
    public ProfileChange statusText(String text) {
        return with("statusText", text);
    }

    Map<String, String> fields() {
        return fields;
    }

    private ProfileChange with(String field, String value) {
        var changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new ProfileChange(Map.copyOf(changed));
    }
}

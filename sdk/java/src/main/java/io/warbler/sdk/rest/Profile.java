package io.warbler.sdk.rest;

import org.jspecify.annotations.Nullable;

/**
 * What a user says about itself.
 *
 * @param id the user's id
 * @param name unique; others find the user by it
 * @param displayName null when the user has not said it
 * @param avatar a reference to a picture; null without one
 * @param statusText null without one
 */
public record Profile(
        String id,
        String name,
        @Nullable String displayName,
        @Nullable String avatar,
        @Nullable String statusText) {}

package io.warbler.boot.defaults;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/// Knows nothing about any class.
final class NoMetadata implements AutoConfigurationMetadata {

    @Override
    public boolean wasProcessed(String className) {
        return false;
    }

    @Override
    public @Nullable Integer getInteger(String className, String key) {
        return null;
    }

    @Override
    public @Nullable Integer getInteger(String className, String key, @Nullable Integer defaultValue) {
        return defaultValue;
    }

    @Override
    public @Nullable Set<String> getSet(String className, String key) {
        return null;
    }

    @Override
    public @Nullable Set<String> getSet(String className, String key, @Nullable Set<String> defaultValue) {
        return defaultValue;
    }

    @Override
    public @Nullable String get(String className, String key) {
        return null;
    }

    @Override
    public @Nullable String get(String className, String key, @Nullable String defaultValue) {
        return defaultValue;
    }
}

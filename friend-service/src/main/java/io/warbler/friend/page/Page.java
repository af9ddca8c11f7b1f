package io.warbler.friend.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next where the next part begins; null at the end
public record Page<T>(List<T> entries, @Nullable String next) {

    public Page {
        entries = List.copyOf(entries);
    }

    /// The same part in another form.
    public <R> List<R> mapped(Function<T, R> form) {
        return entries.stream().map(form).toList();
    }
}

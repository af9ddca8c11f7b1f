package io.warbler.message.hiding;

import java.util.Set;

/// Who has hidden a message.
///
/// @param users    who has; nobody when they are too many to be named
/// @param areTooMany to be named: any user may be one of them
public record Hiders(Set<String> users, boolean areTooMany) {

    /// Nobody.
    public static final Hiders NONE = new Hiders(Set.of(), false);

    /// More than are named.
    public static final Hiders TOO_MANY = new Hiders(Set.of(), true);

    public Hiders {
        users = Set.copyOf(users);
    }

    /// These and nobody else.
    public static Hiders of(Set<String> users) {
        return new Hiders(users, false);
    }
}

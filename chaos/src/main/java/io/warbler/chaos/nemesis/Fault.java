package io.warbler.chaos.nemesis;

import java.time.Duration;

/// Something that goes wrong, and can be put right.
public interface Fault {

    /// For example `kill-message`.
    String kind();

    /// What it is done to, for example `message-1`.
    String target();

    /// Breaks it.
    void inject();

    /// Whether it is broken indeed.
    boolean hasEffect();

    /// How long it stays broken once it is.
    Duration duration();

    /// Takes the cause away; the cluster may take longer to recover.
    void heal();
}

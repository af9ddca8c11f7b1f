package io.warbler.chaos.run;

/// Is told what a run is at.
public interface Progress {

    /// A step or a fault is over.
    void line(String text);

    /// How things stand; comes again every second and may replace the one before.
    void status(String text);
}

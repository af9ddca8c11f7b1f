package io.warbler.chaos.history;

import java.util.List;

/// All lines of one device, in their order.
///
/// @param live whether it stays to the end and shows everything, so that what it lacks then is missing
public record DeviceTrace(String device, String user, boolean live, List<TraceLine> lines) {

    public DeviceTrace {
        lines = List.copyOf(lines);
    }
}

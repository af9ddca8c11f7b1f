package io.warbler.auth.session;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import org.springframework.stereotype.Service;

/// Gives a device another name, in all live sessions that it has.
@Service
final class DeviceRenamer {

    private final SessionLister lister;
    private final SessionStore sessions;

    DeviceRenamer(SessionLister lister, SessionStore sessions) {
        this.lister = lister;
        this.sessions = sessions;
    }

    /// The device with its new name; refuses one that the user has no session on with `DEVICE_UNKNOWN`.
    Device rename(Principal principal, String device, String name) {
        var onDevice = lister.liveOf(principal.user()).stream()
                .filter(open -> open.device().id().equals(device))
                .toList();
        if (onDevice.isEmpty()) {
            throw new ApiException(
                    "DEVICE_UNKNOWN", ErrorCategory.NOT_FOUND, "you are not logged in on a device of this id");
        }
        onDevice.forEach(open -> sessions.renameDevice(open.session().principal(), name));
        return new Device(device, onDevice.getFirst().device().platform(), name);
    }
}

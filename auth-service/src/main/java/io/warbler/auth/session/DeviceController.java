package io.warbler.auth.session;

import io.warbler.boot.security.Principal;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class DeviceController {

    private final LiveSessions liveSessions;
    private final DeviceRenamer renamer;

    DeviceController(LiveSessions liveSessions, DeviceRenamer renamer) {
        this.liveSessions = liveSessions;
        this.renamer = renamer;
    }

    @PatchMapping("/v1/devices/{device}")
    DeviceResponse rename(
            Principal principal, @PathVariable String device, @Valid @RequestBody RenameDeviceRequest body) {
        liveSessions.require(principal);
        return DeviceResponse.of(renamer.rename(principal, device, Device.NAME.read(body.name())));
    }
}

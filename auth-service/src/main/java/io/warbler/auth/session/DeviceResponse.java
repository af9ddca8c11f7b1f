package io.warbler.auth.session;

/// A device as its user sees it.
record DeviceResponse(String id, String platform, String name) {

    static DeviceResponse of(Device device) {
        return new DeviceResponse(device.id(), device.platform(), device.name());
    }
}

package io.warbler.scenario;

/// Two friends over two gateways: Alice with a phone, a laptop and a device that has not connected yet, Bob with a
/// phone.
record Devices(
        Person alice,
        Person bob,
        RecordingDevice phone,
        RecordingDevice laptop,
        RecordingDevice late,
        RecordingDevice bobPhone)
        implements AutoCloseable {

    static Devices ofTwoFriends(Cluster cluster) {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, bob, alice);
        return new Devices(
                alice,
                bob,
                alice.device(cluster, "gateway-1").connect(),
                alice.device(cluster, "gateway-2").connect(),
                alice.device(cluster, "gateway-2"),
                bob.device(cluster, "gateway-2").connect());
    }

    @Override
    public void close() {
        phone.close();
        laptop.close();
        late.close();
        bobPhone.close();
    }
}

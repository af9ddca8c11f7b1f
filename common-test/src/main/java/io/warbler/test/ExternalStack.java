package io.warbler.test;

/// Servers that somebody else runs; closing leaves them alone.
record ExternalStack(StackAddresses addresses) implements RunningStack {

    @Override
    public void close() {
        // not ours
    }
}

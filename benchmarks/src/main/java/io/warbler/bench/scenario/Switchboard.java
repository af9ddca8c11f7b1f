package io.warbler.bench.scenario;

import io.warbler.bench.load.Observer;
import io.warbler.bench.load.Stamp;
import org.jspecify.annotations.Nullable;

/// Connections outlive runs: what they see goes to the run that is on.
final class Switchboard implements Observer {

    private volatile @Nullable Observer current;

    void connect(Observer observer) {
        current = observer;
    }

    @Override
    public void received(int user, Stamp stamp) {
        var observer = current;
        if (observer != null) {
            observer.received(user, stamp);
        }
    }

    @Override
    public void accepted(Stamp stamp) {
        var observer = current;
        if (observer != null) {
            observer.accepted(stamp);
        }
    }

    @Override
    public void refused(Stamp stamp, String reason) {
        var observer = current;
        if (observer != null) {
            observer.refused(stamp, reason);
        }
    }

    @Override
    public void lost(int user, String reason) {
        var observer = current;
        if (observer != null) {
            observer.lost(user, reason);
        }
    }
}

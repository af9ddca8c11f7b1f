package io.warbler.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.warbler.proto.auth.v1.SessionRevoked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationRecordsTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<String> taken = new ArrayList<>();
    private final RevocationRecords records = new RevocationRecords(this::take, metrics);

    @Test
    void recordThatCannotBeTakenUpIsCountedAndTheNextOneIsTaken() {
        records.take(0, revoked("s1"));
        records.take(1, revoked("poison"));
        records.take(2, new byte[] {1, 2, 3});
        records.take(3, null);
        records.take(4, revoked("s2"));

        assertThat(taken).containsExactly("s1", "s2");
        assertThat(metrics.counter("warbler.gateway.revocation.left-out").count())
                .isEqualTo(3);
    }

    private void take(SessionRevoked revoked) {
        if (revoked.getSession().equals("poison")) {
            throw new IllegalStateException("poison");
        }
        taken.add(revoked.getSession());
    }

    private static byte[] revoked(String session) {
        return SessionRevoked.newBuilder()
                .setUser("u1")
                .setSession(session)
                .build()
                .toByteArray();
    }
}

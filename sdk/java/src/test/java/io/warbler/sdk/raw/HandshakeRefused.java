package io.warbler.sdk.raw;

import java.io.IOException;
import java.io.Serial;

/** The server answered the upgrade with something else than 101. */
public final class HandshakeRefused extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    HandshakeRefused(int status, String head) {
        super(head);
        this.status = status;
    }

    public int status() {
        return status;
    }
}

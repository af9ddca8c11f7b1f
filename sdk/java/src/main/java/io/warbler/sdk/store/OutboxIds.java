package io.warbler.sdk.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes outbox ids. */
public final class OutboxIds {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OutboxIds() {}

    /** 16 random bytes in hexadecimal. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

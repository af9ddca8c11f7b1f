package io.warbler.kernel;

/// MurmurHash2, 32 bit, with the seed that Kafka's default partitioner uses, so that any Kafka tool finds our keys.
final class Murmur2 {

    private static final int SEED = 0x9747b28c;
    private static final int MULTIPLIER = 0x5bd1e995;
    private static final int SHIFT = 24;

    private Murmur2() {}

    /// The hash with its sign bit cleared.
    static int positiveHash(byte[] data) {
        return hash(data) & 0x7fffffff;
    }

    private static int hash(byte[] data) {
        int h = SEED ^ data.length;
        int words = data.length / 4;
        for (int i = 0; i < words; i++) {
            h = (h * MULTIPLIER) ^ mix(word(data, i * 4));
        }
        return finish(h, data, words * 4);
    }

    private static int word(byte[] data, int at) {
        return (data[at] & 0xff)
                | (data[at + 1] & 0xff) << 8
                | (data[at + 2] & 0xff) << 16
                | (data[at + 3] & 0xff) << 24;
    }

    private static int mix(int word) {
        int k = word * MULTIPLIER;
        k ^= k >>> SHIFT;
        return k * MULTIPLIER;
    }

    private static int finish(int hash, byte[] data, int at) {
        int h = hash;
        int rest = data.length - at;
        if (rest > 0) {
            for (int i = rest - 1; i >= 0; i--) {
                h ^= (data[at + i] & 0xff) << (8 * i);
            }
            h *= MULTIPLIER;
        }
        h ^= h >>> 13;
        h *= MULTIPLIER;
        return h ^ (h >>> 15);
    }
}

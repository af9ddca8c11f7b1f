package io.warbler.gateway.discovery;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Rendezvous hashing: every key has its own ranking of the nodes, so a node that goes moves only its own keys.
public final class Rendezvous {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rendezvous() {}

    /// The node of the key.
    public static Optional<String> pick(String key, Collection<String> nodes) {
        return nodes.stream().max(byScore(key));
    }

    /// All nodes, the key's first choice first.
    public static List<String> rank(String key, Collection<String> nodes) {
        return nodes.stream().sorted(byScore(key).reversed()).toList();
    }

    private static Comparator<String> byScore(String key) {
        return Comparator.<String>comparingLong(node -> score(key, node)).thenComparing(Comparator.naturalOrder());
    }

    private static long score(String key, String node) {
        return mixed(hashed(hashed(FNV_OFFSET, node), key));
    }

    private static long hashed(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /// Finaliser of MurmurHash3: FNV alone leaves the high bits of similar keys alike.
    private static long mixed(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}

package io.warbler.proto;

/**
 * The layout of the keys in Redis that more than one service reads. Routes are written by gateways only.
 *
 * <p>All of it is a cache: losing any key at any moment loses no message and no acknowledged state. {@code prefix} is
 * the deployment's {@code warbler.redis.key-prefix}, so that test classes and deployments can share a server.
 */
public final class RedisKeys {

    private RedisKeys() {}

    /**
     * Hash: the nodes that hold connections of a user; field = node id, value = the node's epoch in decimal. Written
     * and confirmed before the heads of a resume are read.
     */
    public static String route(String prefix, String user) {
        return prefix + "route:" + user;
    }

    /**
     * Hash: the nodes that host members of a large group; field = node id, value = the node's epoch in decimal. Written
     * and confirmed before the heads of a resume are read; announced with the node's routes.
     */
    public static String interest(String prefix, String conversation) {
        return prefix + "interest:" + conversation;
    }

    /**
     * String: {@code epoch:nonce} of a gateway node, written after all of its routes were (re-)written; expires 6 s after
     * the last refresh (refreshed every 2 s). Its presence also means that the node is alive.
     */
    public static String announced(String prefix, String node) {
        return prefix + "announced:" + node;
    }

    /**
     * Sorted set: the gateway nodes of the last day; member = {@code node:epoch}, score = when it last refreshed its
     * announcement, in milliseconds since the Unix epoch. A member whose node has no announcement of that epoch is dead.
     */
    public static String nodes(String prefix) {
        return prefix + "nodes";
    }

    /** Hash: the nodes on which all connections of a user are away; field = node id, value = the node's epoch. */
    public static String away(String prefix, String user) {
        return prefix + "away:" + user;
    }

    /**
     * Hash: who watches a user, and where; field = node id, a space, the watcher's id; value = the node's epoch. Written
     * and confirmed before the watcher's first answer is read.
     */
    public static String watchers(String prefix, String user) {
        return prefix + "watchers:" + user;
    }

    /** Hash: the head of a conversation, see message-service {@code HeadCache}. */
    public static String head(String prefix, String conversation) {
        return prefix + "head:" + conversation;
    }

    /** Hash: field = ordinal, value = serialised {@code Message}: the newest messages of a conversation. */
    public static String tail(String prefix, String conversation) {
        return prefix + "tail:" + conversation;
    }
}

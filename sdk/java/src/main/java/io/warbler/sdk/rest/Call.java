package io.warbler.sdk.rest;

import org.jspecify.annotations.Nullable;

/**
 * A request: method, path with query, a body that is written as JSON, and the key that makes its repeats the same
 * request.
 */
record Call(
        String method,
        String path,
        @Nullable Object body,
        @Nullable String key) {

    static Call get(String path) {
        return new Call("GET", path, null, null);
    }

    static Call post(String path, Object body) {
        return new Call("POST", path, body, null);
    }

    static Call put(String path) {
        return new Call("PUT", path, null, null);
    }

    static Call put(String path, Object body) {
        return new Call("PUT", path, body, null);
    }

    static Call patch(String path, Object body) {
        return new Call("PATCH", path, body, null);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, null, null);
    }

    Call withKey(String idempotencyKey) {
        return new Call(method, path, body, idempotencyKey);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

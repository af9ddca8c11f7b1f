package io.warbler.sdk.rest;

import org.jspecify.annotations.Nullable;

/** A request: method, path with query, and a body that is written as JSON. */
record Call(String method, String path, @Nullable Object body) {

    static Call get(String path) {
        return new Call("GET", path, null);
    }

    static Call post(String path, Object body) {
        return new Call("POST", path, body);
    }

    static Call put(String path) {
        return new Call("PUT", path, null);
    }

    static Call put(String path, Object body) {
        return new Call("PUT", path, body);
    }

    static Call patch(String path, Object body) {
        return new Call("PATCH", path, body);
    }

    static Call delete(String path) {
        return new Call("DELETE", path, null);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}

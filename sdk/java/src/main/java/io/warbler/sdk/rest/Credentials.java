package io.warbler.sdk.rest;

/** A name and its password. */
public record Credentials(String name, String password) {

    @Override
    public String toString() {
        return "Credentials[name=" + name + ", password=[redacted]]";
    }
}

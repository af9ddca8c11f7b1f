package io.warbler.sdk.rest;

/** A person's account: its id ({@code u} and 32 hexadecimal digits) and its unique name. */
public record User(String id, String name) {}

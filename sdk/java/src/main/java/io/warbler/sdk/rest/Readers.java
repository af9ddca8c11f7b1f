package io.warbler.sdk.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has read a message, and how many have it.
 *
 * @param users those who have, in the order of their ids
 * @param addressedCount to how many it was addressed: members when it was sent who still are, without its sender
 * @param deliveredCount how many of them have it on a device, read or not; in a group, beside those who have read
 *     it, only who may write with the user
 */
public record Readers(List<String> users, int addressedCount, int deliveredCount) {

    public Readers(@Nullable List<String> users, int addressedCount, int deliveredCount) {
        this.users = users == null ? List.of() : List.copyOf(users);
        this.addressedCount = addressedCount;
        this.deliveredCount = deliveredCount;
    }
}

package io.warbler.sdk.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has read a message.
 *
 * @param users those who have, in the order of their ids
 * @param addressedCount to how many it was addressed: members when it was sent who still are, without its sender
 * @param deliveredUsers who of them has it on a device, read or not
 */
public record Readers(List<String> users, int addressedCount, List<String> deliveredUsers) {

    public Readers(@Nullable List<String> users, int addressedCount, @Nullable List<String> deliveredUsers) {
        this.users = users == null ? List.of() : List.copyOf(users);
        this.addressedCount = addressedCount;
        this.deliveredUsers = deliveredUsers == null ? List.of() : List.copyOf(deliveredUsers);
    }
}

package io.warbler.auth.user;

import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.UserId;

/// How a user stands in the table.
final class UserRows {

    static final String COLUMNS = "user, name, display_name, avatar, status_text, status, deletion_due_at";

    private UserRows() {}

    static User toUser(Row row) {
        var status = row.getString("status");
        return new User(
                new UserId(String.valueOf(row.getString("user"))),
                new UserName(String.valueOf(row.getString("name"))),
                new Profile(row.getString("display_name"), row.getString("avatar"), row.getString("status_text")),
                status == null ? UserStatus.ACTIVE : UserStatus.valueOf(status),
                row.getInstant("deletion_due_at"));
    }
}

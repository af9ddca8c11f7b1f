package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.sequencing.GroupPermission.Grant;
import io.warbler.proto.client.v1.GroupRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupPermissionTest {

    /// docs/protocol.md says what the code does.
    @ParameterizedTest
    @EnumSource
    void pageHasTheRow(GroupPermission permission) throws IOException {
        String grants = Stream.of(GroupRole.GROUP_ROLE_OWNER, GroupRole.GROUP_ROLE_ADMIN, GroupRole.GROUP_ROLE_MEMBER)
                .map(role -> " " + word(permission.of(role)) + " |")
                .reduce("", String::concat);

        assertThat(Files.readString(Path.of("..", "docs", "protocol.md")))
                .contains("| `" + permission + "` |" + grants + "\n");
    }

    private static String word(Grant grant) {
        return switch (grant) {
            case ALWAYS -> "yes";
            case NEVER -> "no";
            case BY_SETTING -> "setting";
        };
    }
}

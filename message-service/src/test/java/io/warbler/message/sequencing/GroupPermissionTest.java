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
        String grants = Stream.of(
                        permission.of(GroupRole.GROUP_ROLE_OWNER),
                        permission.of(GroupRole.GROUP_ROLE_ADMIN),
                        permission.of(GroupRole.GROUP_ROLE_MEMBER),
                        permission.inChannel(GroupRole.GROUP_ROLE_MEMBER))
                .map(grant -> " " + word(grant) + " |")
                .reduce("", String::concat);

        assertThat(Files.readString(Path.of("..", "docs", "protocol.md")))
                .contains("| `" + permission + "` |" + grants + "\n");
    }

    /// The table has one column for them, whatever the kind.
    @ParameterizedTest
    @EnumSource
    void ownerAndAdminsMayTheSameInAChannel(GroupPermission permission) {
        assertThat(permission.inChannel(GroupRole.GROUP_ROLE_OWNER))
                .isEqualTo(permission.of(GroupRole.GROUP_ROLE_OWNER));
        assertThat(permission.inChannel(GroupRole.GROUP_ROLE_ADMIN))
                .isEqualTo(permission.of(GroupRole.GROUP_ROLE_ADMIN));
        assertThat(permission.inChannel(GroupRole.GROUP_ROLE_MEMBER)).isNotEqualTo(Grant.BY_SETTING);
    }

    private static String word(Grant grant) {
        return switch (grant) {
            case ALWAYS -> "yes";
            case NEVER -> "no";
            case BY_SETTING -> "setting";
        };
    }
}

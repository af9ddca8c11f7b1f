package io.warbler.bench.warbler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatWasAppendedIsReadInOrder() {
        var lines = new Lines(folder.resolve("new/users"));
        assertThat(lines.read()).isEmpty();

        lines.append("one");
        lines.append("two");

        assertThat(lines.read()).containsExactly("one", "two");
    }

    @Test
    void onlyTheOwnerReads() throws IOException {
        var file = folder.resolve("users");
        new Lines(file).append("a token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void secretIsMadeOnce() {
        var file = folder.resolve("password");

        var secret = Lines.secret(file);

        assertThat(secret).hasSizeGreaterThan(16).isEqualTo(Lines.secret(file));
    }

    @Test
    void preparedUserIsReadBackAndHidesItsToken() {
        var user = new PreparedUser("bench-1", "u01", "ey.secret", Instant.parse("2026-11-29T12:00:00Z"));

        assertThat(PreparedUser.parse(user.line())).isEqualTo(user);
        assertThat(user.toString()).doesNotContain("secret");
    }
}

package io.warbler.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Containers cannot run everywhere; that the classes fit together is checked everywhere.
class ContainerStackTest {

    @Test
    void containersCanBeDescribed() {
        assertThatCode(ContainerStack::describe).doesNotThrowAnyException();
    }

    @Test
    void imagesHaveTheVersionsOfTheLocalServers() throws IOException {
        assertThat(pom("kafka")).contains("<version>" + ContainerStack.KAFKA_IMAGE.getVersionPart() + "</version>");
        assertThat(pom("cassandra"))
                .contains("<version>" + ContainerStack.CASSANDRA_IMAGE.getVersionPart() + "</version>");
    }

    private static String pom(String server) throws IOException {
        try (InputStream stream = ContainerStackTest.class.getResourceAsStream("/servers/" + server + "-pom.xml")) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

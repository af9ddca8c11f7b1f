package io.warbler.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.stack.process.StackException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final Map<String, String> VALUES = Map.of(
            "port", "1234",
            "controllerPort", "1235",
            "storagePort", "1236",
            "data", "/some $1 where",
            "commitLog", "/some $1 where/commitlog",
            "memtableHeap", "64MiB",
            "memtableOffheap", "96MiB");

    @Test
    void valuesAreFilledInAsTheyAre() {
        assertThat(Template.fill("port=${port} data=${data}", VALUES)).isEqualTo("port=1234 data=/some $1 where");
    }

    @Test
    void unknownVariableIsRefused() {
        assertThatThrownBy(() -> Template.fill("${host}", VALUES))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no value for ${host}");
    }

    @Test
    void serversListenOnLoopbackOnly() {
        assertThat(Template.fill(Template.read("kafka.properties"), VALUES))
                .contains("listeners=PLAINTEXT://127.0.0.1:1234,CONTROLLER://127.0.0.1:1235")
                .doesNotContain("0.0.0.0");
        assertThat(Template.fill(Template.read("cassandra.yaml"), VALUES))
                .contains("rpc_address: 127.0.0.1", "listen_address: 127.0.0.1", "native_transport_port: 1234")
                .doesNotContain("0.0.0.0");
        assertThat(Template.fill(Template.read("redis.conf"), VALUES))
                .contains("bind 127.0.0.1\n", "port 1234")
                .doesNotContain("0.0.0.0");
    }

    @Test
    void commitLogIsMappedSoThatAckedWritesSurviveKill() {
        assertThat(Template.read("cassandra.yaml"))
                .contains("commitlog_disk_access_mode: legacy")
                .doesNotContain("\ncommitlog_compression:");
    }
}

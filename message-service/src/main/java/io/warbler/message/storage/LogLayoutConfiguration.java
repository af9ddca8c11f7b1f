package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import io.warbler.kernel.LogLayout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The layout of the log as the migrator recorded it; without it no conversation can be placed.
@Configuration(proxyBeanMethods = false)
class LogLayoutConfiguration {

    @Bean
    LogLayout logLayout(CqlSession session) {
        var row = session.execute("SELECT slot_count, partition_count FROM log_layout WHERE name = 'log'")
                .one();
        if (row == null) {
            throw new IllegalStateException("log_layout (expected: written by the schema migrator; run it first)");
        }
        return new LogLayout(row.getInt("slot_count"), row.getInt("partition_count"));
    }
}

package io.warbler.boot.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.cassandra.autoconfigure.CassandraAutoConfiguration;
import org.springframework.boot.cassandra.autoconfigure.DriverConfigLoaderBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Opens the session of a service that names a keyspace.
@AutoConfiguration(before = CassandraAutoConfiguration.class)
@ConditionalOnProperty("warbler.cassandra.keyspace")
@EnableConfigurationProperties(KeyspaceProperties.class)
public final class SessionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CqlSession cassandraSession(ObjectProvider<CqlSessionBuilder> builders, KeyspaceProperties properties) {
        return new SessionOpener(builders::getObject, properties).open();
    }

    /// A node of the store that comes back is used again within seconds; the driver's own bound is a minute.
    ///
    /// Nothing is asked any more when the session is closed, so that the driver need not wait for late requests.
    ///
    /// Warnings of the store are not logged: the driver prints them with the values of the statement, and message
    /// bodies are among these.
    @Bean
    DriverConfigLoaderBuilderCustomizer driverSettings() {
        return driver -> driver.withBoolean(DefaultDriverOption.REQUEST_LOG_WARNINGS, false)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(200))
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2));
    }

    @Bean("schema")
    SchemaHealth schemaHealth(CqlSession session, KeyspaceProperties properties) {
        return new SchemaHealth(session, properties.schemaVersion());
    }
}

package io.warbler.presence.telling;

/// Kafka does not take deliveries, so watchers may not have been told.
final class PublishingException extends RuntimeException {

    PublishingException(Throwable cause) {
        super("deliveries: Kafka does not take them", cause);
    }
}

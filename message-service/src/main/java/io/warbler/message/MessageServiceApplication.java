package io.warbler.message;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts message-service.
@SpringBootApplication(proxyBeanMethods = false)
public class MessageServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MessageServiceApplication.class, arguments);
    }
}

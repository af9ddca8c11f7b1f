package io.warbler.friend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Friend requests, friendships, blocks, and the policy for messages that follows from them.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class FriendServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(FriendServiceApplication.class, args);
    }
}

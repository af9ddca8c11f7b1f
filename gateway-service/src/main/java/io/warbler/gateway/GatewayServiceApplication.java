package io.warbler.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts a gateway node.
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayServiceApplication {

    public static void main(String[] arguments) {
        // Reactor Netty starts at least four event loops by default and reads this before any bean exists.
        if (System.getProperty("reactor.netty.ioWorkerCount") == null) {
            System.setProperty(
                    "reactor.netty.ioWorkerCount",
                    Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
        SpringApplication.run(GatewayServiceApplication.class, arguments);
    }
}

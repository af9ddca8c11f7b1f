package io.warbler.message.history;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Lets controllers of all features take the conversation of a path as an argument.
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    @Bean
    WebMvcConfigurer conversationArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ConversationArgumentResolver());
            }
        };
    }
}

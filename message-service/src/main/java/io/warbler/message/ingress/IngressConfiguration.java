package io.warbler.message.ingress;

import io.grpc.netty.NettyServerBuilder;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.kernel.LogLayout;
import io.warbler.message.conversation.ConversationResolver;
import io.warbler.message.conversation.GroupMembers;
import io.warbler.message.conversation.Targets;
import io.warbler.message.history.GroupStates;
import io.warbler.message.history.MessageFinder;
import io.warbler.message.history.ReadGate;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.service.GrpcService;

/// Wires the way in.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IngressProperties.class, ChangeProperties.class, GroupProperties.class})
class IngressConfiguration {

    private static final Executor TRANSPORT_THREAD = Runnable::run;

    @Bean
    LogAppender logAppender(
            KafkaConnectionDetails kafka,
            TopicNames topics,
            LogLayout layout,
            IngressProperties properties,
            IngressMetrics metrics) {
        var producer = LogProducer.create(kafka.getProducer().getBootstrapServers(), properties.linger());
        return new LogAppender(producer, topics.log(), layout, metrics);
    }

    @Bean
    IngressHealth ingressHealthIndicator(LogAppender appender) {
        return new IngressHealth(appender);
    }

    @Bean
    SubmitStreams submitStreams(
            GatewayStreams gateways, AttemptAppender appender, IngressMetrics metrics, IngressProperties properties) {
        var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("responses-", 0).factory());
        return new SubmitStreams(gateways, appender, executor, metrics, properties);
    }

    // allow ParameterNumber: one part per question that an attempt may need answered
    @Bean
    AttemptAppender attemptAppender(
            ConversationResolver conversations,
            PolicyGate gate,
            GroupGate groups,
            ReferenceReader references,
            TargetGate targets,
            LogAppender log,
            IngressProperties properties) {
        return new AttemptAppender(conversations, gate, groups, references, targets, log, properties.retryAfter());
    }

    @Bean
    ReferenceReader referenceReader(MessageFinder messages, ReadGate gate) {
        return new ReferenceReader(messages, gate);
    }

    @Bean
    GroupGate groupGate(
            ConversationResolver conversations,
            TargetGate targets,
            FriendPolicies friends,
            InviteGate invites,
            GroupProperties settings) {
        return new GroupGate(conversations, targets, friends, invites, settings.limits());
    }

    @Bean
    InviteGate inviteGate(GroupMembers members, GroupStates groups, ReadGate gate, GroupProperties settings) {
        return new InviteGate(members, groups, gate, settings.limits());
    }

    @Bean
    TargetGate targetGate(Targets targets, ChangeProperties settings) {
        return new TargetGate(targets, settings);
    }

    @Bean
    PolicyGate policyGate(
            ConversationResolver conversations, FriendPolicies friends, LogAppender log, IngressMetrics metrics) {
        return new PolicyGate(conversations, friends, log, metrics);
    }

    @Bean
    FriendPolicies friendPolicies(GrpcChannels channels, ServiceTargets targets, IngressProperties properties) {
        var all = targets.friend().grpc().stream().map(channels::channel).toList();
        return new FriendPolicies(all, properties.friendTimeout());
    }

    @Bean
    @GrpcService
    IngressGrpcService ingressGrpcService(SubmitStreams streams) {
        return new IngressGrpcService(streams);
    }

    /// Submit streams never block, so they need no thread of their own.
    @Bean
    ServerBuilderCustomizer<NettyServerBuilder> submitOnTransportThreads() {
        return builder -> builder.callExecutor(new SubmitExecutor(TRANSPORT_THREAD));
    }

    /// Ends the streams before anything that they use stops.
    @Bean
    ApplicationListener<ContextClosedEvent> submitStreamsDrain(SubmitStreams streams) {
        return _ -> streams.drain();
    }
}

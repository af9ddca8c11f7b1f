package io.warbler.gateway.discovery;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceTargets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The instances of message-service, as `host:port`: those listed, and all that listed names resolve to now.
///
/// Every instance is addressed by itself, because each has its own stream and conversations belong to instances.
@Component
public final class MessageInstances implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MessageInstances.class);
    private static final String DNS = "dns:///";

    private final List<String> targets;
    private final GrpcChannels channels;
    private final DiscoveryProperties properties;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("discovery").factory());
    private volatile Set<String> addresses = Set.of();
    private volatile boolean isRunning;

    MessageInstances(ServiceTargets targets, GrpcChannels channels, DiscoveryProperties properties) {
        this.targets = List.copyOf(targets.message().grpc());
        this.channels = channels;
        this.properties = properties;
    }

    /// Calls the listener with every change, from one thread.
    public void onChange(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    /// The channel to one instance; shared, never to be shut down.
    public ManagedChannel channel(String address) {
        return channels.channel(address);
    }

    /// The instances in the order in which the key should try them: those known to be unreachable last.
    public List<String> rank(String key) {
        List<String> ranked = Rendezvous.rank(key, addresses);
        return Stream.concat(
                        ranked.stream().filter(this::mayAnswer), ranked.stream().filter(address -> !mayAnswer(address)))
                .toList();
    }

    private boolean mayAnswer(String address) {
        return channel(address).getState(false) != ConnectivityState.TRANSIENT_FAILURE;
    }

    @Override
    public void start() {
        isRunning = true;
        refresh();
        long every = properties.resolveEvery().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::refresh, every, every, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        Set<String> found = new TreeSet<>();
        for (String target : targets) {
            if (target.startsWith(DNS)) {
                found.addAll(resolve(target.substring(DNS.length())));
            } else {
                found.add(target);
            }
        }
        if (!found.equals(addresses)) {
            addresses = Set.copyOf(found);
            log.atInfo().addKeyValue("instances", found).log("Instances of message-service");
            listeners.forEach(listener -> listener.accept(addresses));
        }
    }

    /// A name that does not resolve now keeps the instances that it had: the resolver may be the one that is down.
    private List<String> resolve(String target) {
        int colon = target.lastIndexOf(':');
        String port = target.substring(colon);
        try {
            return Arrays.stream(InetAddress.getAllByName(target.substring(0, colon)))
                    .map(address -> bracketed(address.getHostAddress()) + port)
                    .toList();
        } catch (UnknownHostException _) {
            log.atWarn().addKeyValue("name", target).log("Name does not resolve; keeping what it resolved to");
            return addresses.stream().filter(known -> !targets.contains(known)).toList();
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    @Override
    public void stop() {
        isRunning = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /// After everything that listens has been made, before what needs instances is used.
    @Override
    public int getPhase() {
        return 0;
    }
}

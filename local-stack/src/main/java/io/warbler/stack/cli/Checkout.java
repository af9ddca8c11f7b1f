package io.warbler.stack.cli;

import io.warbler.stack.process.ProcessFolder;
import io.warbler.stack.server.LocalServers;
import io.warbler.stack.server.ServerPorts;
import io.warbler.stack.server.ServerSettings;
import io.warbler.stack.service.LocalServices;
import io.warbler.stack.service.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// This checkout and what runs from it.
///
/// @param root the folder of the script
record Checkout(Path root, Map<String, String> environment) {

    /// The script tells where it is.
    static Checkout here() {
        var environment = System.getenv();
        return new Checkout(
                Path.of(environment.getOrDefault("WARBLER_ROOT", ".")).toAbsolutePath(), environment);
    }

    ProcessFolder folder() {
        return new ProcessFolder(root.resolve(".warbler"));
    }

    Path jarFolder() {
        return root.resolve(".warbler/servers");
    }

    LocalServers servers() {
        return new LocalServers(
                folder(), ServerSettings.small(ServerPorts.fixed(environment), jarFolder(), environment));
    }

    LocalServices services(boolean plain) {
        return new LocalServices(root, folder(), environment, plain);
    }

    /// In the order in which they are shown.
    static List<String> processNames() {
        return Stream.concat(
                        LocalServers.NAMES.stream(), Stream.of(Service.values()).map(Service::module))
                .toList();
    }
}

package io.warbler.stack.cli;

import io.warbler.stack.service.Service;
import io.warbler.stack.service.ServicePorts;
import java.util.ArrayList;
import java.util.List;

/// What to try once all is healthy.
record Welcome(ServicePorts ports, SeedResult seed, boolean plain) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  web        https://localhost:" + ports.gateway() + "/");
        lines.add("  REST       https://localhost:" + ports.gateway() + "/v1   (development certificate: "
                + ".warbler/secrets/tls)");
        lines.add("  WebSocket  wss://localhost:" + ports.gateway() + "/v1/ws");
        if (plain) {
            lines.add("  plain      http://127.0.0.1:" + ports.gatewayPlain() + "/v1");
        }
        lines.add("  health     http://127.0.0.1:" + ports.http(Service.GATEWAY) + "/actuator/health");
        lines.add("");
        if (seed.isNew()) {
            seed.users().forEach(user -> lines.add("  user " + user.name() + "  password " + user.password()));
            lines.add("  (shown once; kept in .warbler/seed-credentials)");
            lines.add("");
        }
        lines.add("Try, in two browser windows, one of them private:  https://localhost:" + ports.gateway() + "/");
        lines.add("or, in two terminals:  ./warbler chat alice   and   ./warbler chat bob");
        lines.add("Then:  ./warbler status,  ./warbler logs gateway-service -f,  ./warbler down");
        return lines;
    }
}

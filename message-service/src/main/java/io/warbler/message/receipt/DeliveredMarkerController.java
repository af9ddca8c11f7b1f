package io.warbler.message.receipt;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The user's own delivered marker over REST.
@RestController
class DeliveredMarkerController {

    private final ReadGate gate;
    private final DeliveredMarkerMover markers;

    DeliveredMarkerController(ReadGate gate, DeliveredMarkerMover markers) {
        this.gate = gate;
        this.markers = markers;
    }

    /// Moves it forward; an older seq changes nothing and answers where the markers are.
    @PutMapping("/v1/conversations/{conversation}/delivered-marker")
    ResponseEntity<String> move(Principal principal, ConversationId conversation, @RequestBody Marker marker) {
        long seq = ReadErrors.seq(marker.seq());
        ReadState state = gate.passMark(() -> markers.move(principal.user(), conversation, seq));
        return ProtoJson.ok(state.marked(conversation));
    }

    /// @param seq the last seq that a device of the user has, decimal
    record Marker(@Nullable String seq) {}
}

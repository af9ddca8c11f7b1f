package io.warbler.message.receipt;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.delivery.v1.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The user's own read marker over REST.
@RestController
class ReadMarkerController {

    private final ReadGate gate;
    private final ReadMarkerMover markers;

    ReadMarkerController(ReadGate gate, ReadMarkerMover markers) {
        this.gate = gate;
        this.markers = markers;
    }

    /// Moves it forward; an older seq changes nothing and answers where the marker is.
    @PutMapping("/v1/conversations/{conversation}/read-marker")
    ResponseEntity<String> move(Principal principal, ConversationId conversation, @RequestBody Marker marker) {
        long seq = ReadErrors.seq(marker.seq());
        ReadState state =
                gate.pass("mark", () -> markers.move(principal.user(), conversation, seq, Origin.getDefaultInstance()));
        return ProtoJson.ok(state.marked(conversation));
    }

    /// @param seq the last seq that the user has read, decimal
    record Marker(@Nullable String seq) {}
}

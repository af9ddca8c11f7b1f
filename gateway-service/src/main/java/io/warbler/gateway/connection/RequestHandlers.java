package io.warbler.gateway.connection;

import io.warbler.gateway.frame.ServerFrames;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ErrorCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds the handler of a request.
@Component
final class RequestHandlers {

    private static final Logger log = LoggerFactory.getLogger(RequestHandlers.class);

    private final Map<FrameCase, RequestHandler> handlerByKind = new EnumMap<>(FrameCase.class);

    RequestHandlers(List<RequestHandler> handlers) {
        for (RequestHandler handler : handlers) {
            handler.kinds().forEach(kind -> add(kind, handler));
        }
    }

    private void add(FrameCase kind, RequestHandler handler) {
        RequestHandler other = handlerByKind.put(kind, handler);
        if (other != null) {
            throw new IllegalArgumentException(kind + ": " + other.getClass() + " and " + handler.getClass()
                    + " (expected: one handler per kind of request)");
        }
    }

    void handle(Request request, ClientFrame frame) {
        RequestHandler handler = handlerByKind.get(frame.getFrameCase());
        if (handler == null) {
            request.fail(ErrorCode.UNAVAILABLE, "not served by this node");
            return;
        }
        try {
            handler.handle(request, frame);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("kind", frame.getFrameCase()).setCause(e).log("Request failed unexpectedly");
            request.answer(ServerFrames.error(ErrorCode.INTERNAL, "unexpected failure; the server's log has details"));
        }
    }
}

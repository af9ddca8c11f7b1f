package io.warbler.boot.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/// A request whose body ends with an error once it exceeds the limit.
final class BoundedRequest extends HttpServletRequestWrapper {

    private final long maxBytes;

    BoundedRequest(HttpServletRequest request, long maxBytes) {
        super(request);
        this.maxBytes = maxBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new BoundedInput(super.getInputStream(), maxBytes);
    }
}

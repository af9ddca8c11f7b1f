package io.warbler.boot.http;

import io.warbler.boot.error.BodyTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/// Counts what is read and fails above the limit.
final class BoundedInput extends ServletInputStream {

    private final ServletInputStream input;
    private final long maxBytes;
    private long readBytes;

    BoundedInput(ServletInputStream input, long maxBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = input.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = input.read(target, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int bytes) throws BodyTooLargeException {
        readBytes += bytes;
        if (readBytes > maxBytes) {
            throw new BodyTooLargeException(maxBytes);
        }
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public boolean isReady() {
        return input.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        input.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}

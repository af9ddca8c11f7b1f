package io.warbler.test.architecture.seeded.core;

class Stopwatch {

    long read() {
        return System.nanoTime();
    }
}

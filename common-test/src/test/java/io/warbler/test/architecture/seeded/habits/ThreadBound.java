package io.warbler.test.architecture.seeded.habits;

class ThreadBound {

    private static final ThreadLocal<String> NAME = ThreadLocal.withInitial(() -> "nobody");

    String name() {
        return NAME.get();
    }
}

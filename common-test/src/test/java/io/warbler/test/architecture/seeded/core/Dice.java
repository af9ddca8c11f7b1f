package io.warbler.test.architecture.seeded.core;

import java.util.UUID;

class Dice {

    String roll() {
        return UUID.randomUUID().toString();
    }
}

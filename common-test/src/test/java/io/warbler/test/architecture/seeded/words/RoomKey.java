package io.warbler.test.architecture.seeded.words;

record RoomKey() {}

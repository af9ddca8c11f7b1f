package io.warbler.test.architecture.seeded.habits;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

class FieldInjected {

    @Autowired
    @Nullable
    Runnable task;
}

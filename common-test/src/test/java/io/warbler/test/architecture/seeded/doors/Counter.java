package io.warbler.test.architecture.seeded.doors;

import org.springframework.stereotype.Service;

@Service
class Counter {

    private int count;

    int next() {
        return ++count;
    }
}

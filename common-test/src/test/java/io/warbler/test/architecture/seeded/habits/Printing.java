package io.warbler.test.architecture.seeded.habits;

class Printing {

    void print() {
        System.out.println("hello");
    }
}

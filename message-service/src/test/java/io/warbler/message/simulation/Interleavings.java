package io.warbler.message.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Runs every order in which the steps of some processes can follow each other, each on a fresh state.
///
/// @param <S> what the processes share
final class Interleavings<S> {

    private final Supplier<S> start;
    private final Predicate<S> promise;
    private final List<List<Step<S>>> processes = new ArrayList<>();
    private final List<List<String>> broken = new ArrayList<>();
    private int count;

    /// @param promise what must hold after the last step
    Interleavings(Supplier<S> start, Predicate<S> promise) {
        this.start = start;
        this.promise = promise;
    }

    /// One step that nothing can divide.
    record Step<S>(String name, Consumer<S> action) {}

    static <S> Step<S> step(String name, Consumer<S> action) {
        return new Step<>(name, action);
    }

    /// Steps that follow each other.
    @SafeVarargs
    final Interleavings<S> process(Step<S>... steps) {
        List<Step<S>> process = new ArrayList<>();
        for (Step<S> step : steps) {
            process.add(step);
        }
        processes.add(process);
        return this;
    }

    /// The orders that break the promise.
    List<List<String>> broken() {
        explore(new int[processes.size()], new ArrayList<>());
        return List.copyOf(broken);
    }

    /// How many orders there were.
    int count() {
        return count;
    }

    private void explore(int[] next, List<Step<S>> order) {
        boolean isComplete = true;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < processes.get(i).size()) {
                isComplete = false;
                order.add(processes.get(i).get(next[i]));
                next[i]++;
                explore(next, order);
                next[i]--;
                order.removeLast();
            }
        }
        if (isComplete) {
            run(order);
        }
    }

    private void run(List<Step<S>> order) {
        count++;
        S state = start.get();
        order.forEach(step -> step.action().accept(state));
        if (!promise.test(state)) {
            broken.add(order.stream().map(Step::name).toList());
        }
    }
}

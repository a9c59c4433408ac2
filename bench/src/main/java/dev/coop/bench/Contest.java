package dev.coop.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures several contenders in turn (A B C A B C …), so that a slow minute of the machine hits all of them alike.
 *
 * <p>The first turn of each warms it up and is not counted.
 *
 * @param <T> what a round gives
 */
final class Contest<T> {
    /** One round of a contender. */
    @FunctionalInterface
    interface Round<T> {
        T run() throws Exception;
    }

    private record Contender<T>(String name, Round<T> round, List<T> results) {}

    private final List<Contender<T>> contenders = new ArrayList<>();

    /** Adds a contender. The list returned is empty until {@link #run} has filled it. */
    List<T> enter(String name, Round<T> round) {
        List<T> results = new ArrayList<>();
        contenders.add(new Contender<>(name, round, results));
        return results;
    }

    void run(int rounds, Progress progress) throws Exception {
        for (int turn = 0; turn <= rounds; turn++) {
            for (Contender<T> contender : contenders) {
                T result = contender.round.run();
                progress.say((turn == 0 ? "warm-up" : "round " + turn) + ", " + contender.name + ": " + result);
                if (turn > 0) {
                    contender.results.add(result);
                }
            }
        }
    }
}

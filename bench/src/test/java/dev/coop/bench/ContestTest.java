package dev.coop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {
    @Test
    void contendersTakeTurnsAndTheWarmUpIsNotCounted() throws Exception {
        List<String> order = new ArrayList<>();
        Contest<Integer> contest = new Contest<>();
        List<Integer> a = contest.enter("a", () -> step(order, "a"));
        List<Integer> b = contest.enter("b", () -> step(order, "b"));

        contest.run(2, line -> {});

        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(a).containsExactly(3, 5);
        assertThat(b).containsExactly(4, 6);
    }

    private static int step(List<String> order, String name) {
        order.add(name);
        return order.size();
    }
}

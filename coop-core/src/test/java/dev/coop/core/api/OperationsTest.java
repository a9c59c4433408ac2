package dev.coop.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationsTest {
    @Test
    void noTwoRowsHaveTheSameName() {
        assertThat(Operations.ALL).extracting(Operation::name).doesNotHaveDuplicates();
    }

    @Test
    void noTwoRowsHaveTheSameRouteMessageOrMethod() {
        assertThat(Operations.ALL.stream()
                        .flatMap(row -> row.http().stream())
                        .map(route -> route.method() + " " + route.path()))
                .doesNotHaveDuplicates();
        assertThat(Operations.ALL.stream().flatMap(row -> row.ws().stream()).map(Operation.Ws::request))
                .doesNotHaveDuplicates();
        assertThat(Operations.ALL.stream().flatMap(row -> row.rpc().stream())).doesNotHaveDuplicates();
    }

    /** S4: the hook endpoints and the stop gate were open. */
    @Test
    void hooksAndTheStopGateAreForWhoKnowsTheSessionsSecretAndNothingElseIs() {
        assertThat(Operations.ALL.stream()
                        .filter(row -> row.door() == Operation.Door.HOOK)
                        .map(row -> row.http().orElseThrow().path()))
                .containsExactlyInAnyOrder("stop/resolve", "hooks/stop", "hooks/start");
    }

    @Test
    void whatChangesSomethingNeedsMoreThanLooking() {
        assertThat(Operations.ALL.stream()
                        .filter(row -> row.http()
                                .filter(route -> route.method() != Operation.Method.GET)
                                .isPresent()))
                .filteredOn(row -> row.role() == Role.OBSERVE)
                // It takes a body, and changes nothing.
                .containsExactly(WaitOperations.WAIT);
    }
}

package dev.coop.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputGateTest {
    private final OutputGate gate = new OutputGate();

    @Test
    void beforeTheFirstDumpNothingPasses() {
        assertThat(gate.admit(0, 10)).isEqualTo(10);
        assertThat(gate.isAhead()).isFalse();
        assertThat(gate.isLost(100)).isFalse();
    }

    @Test
    void whatTheDumpHoldsIsLeftOut() {
        gate.openAt(100);
        assertThat(gate.admit(80, 20)).as("entirely before").isEqualTo(20);
        assertThat(gate.admit(90, 20)).as("half of it").isEqualTo(10);
        assertThat(gate.admit(110, 5)).as("what follows").isZero();
        assertThat(gate.admit(110, 5)).as("again").isEqualTo(5);
    }

    @Test
    void whatComesFromBeyondWaitsForItsTurn() {
        gate.openAt(100);
        assertThat(gate.admit(120, 10)).isEqualTo(10);
        assertThat(gate.isAhead()).isTrue();
        assertThat(gate.admit(100, 20)).isZero();
        assertThat(gate.isAhead()).isFalse();
        assertThat(gate.admit(120, 10)).isZero();
    }

    @Test
    void onlyWhatIsStillWantedCanBeLost() {
        gate.openAt(100);
        assertThat(gate.isLost(100)).isFalse();
        assertThat(gate.isLost(101)).isTrue();
    }
}

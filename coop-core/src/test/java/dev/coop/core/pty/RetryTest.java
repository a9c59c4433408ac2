package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryTest {
    private static final long MILLI = 1_000_000;

    private final Retry retry = new Retry();

    @Test
    void aTerminalThatTakesNothingIsTriedEverMoreRarelyButNeverGivenUp() {
        long[] expected = {1, 2, 4, 8, 16, 32, 50, 50, 50};
        for (long delay : expected) {
            retry.plan(Input.Turn.STUCK, 0);
            assertThat(retry.at()).isEqualTo(delay * MILLI);
        }
    }

    @Test
    void aTerminalThatTakesSomeIsTriedSoonAgain() {
        for (int i = 0; i < 10; i++) {
            retry.plan(Input.Turn.STUCK, 0);
        }
        retry.plan(Input.Turn.SLOW, 0);
        assertThat(retry.at()).isEqualTo(MILLI);
        retry.plan(Input.Turn.STUCK, 0);
        assertThat(retry.at()).isEqualTo(MILLI);
    }

    @Test
    void whatIsLeftOfATurnGoesOnAtOnceAndWhatIsDoneWaitsForNothing() {
        retry.plan(Input.Turn.MORE, 7);
        assertThat(retry.at()).isEqualTo(7);
        retry.plan(Input.Turn.DONE, 7);
        assertThat(retry.at()).isEqualTo(Schedule.NEVER);
    }
}

package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.Ending.Stage;
import dev.coop.core.pty.ExitStatus;
import dev.coop.core.pty.ExitStatus.Exited;
import dev.coop.core.pty.ExitStatus.Lost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final Duration GRACE = Duration.ofSeconds(7);

    private final Map<Duration, Runnable> later = new HashMap<>();
    private final Ending ending = new Ending(GRACE, later::put);
    private final FakeProgram program = new FakeProgram();

    @Test
    void aProgramThatNobodyEndsIsLeftAlone() {
        ending.of(program);

        assertThat(program.done).isEmpty();
        assertThat(ending.stage()).isEqualTo(Stage.NOT_ASKED);
    }

    @Test
    void theFirstRequestHangsUp() {
        ending.of(program);
        ending.request();

        assertThat(program.done).containsExactly("hang up");
        assertThat(ending.stage()).isEqualTo(Stage.HUNG_UP);
    }

    @Test
    void aProgramThatDoesNotEndInTimeIsKilled() {
        ending.of(program);
        ending.request();
        pass(GRACE);

        assertThat(program.done).containsExactly("hang up", "kill");
        assertThat(ending.stage()).isEqualTo(Stage.OVERDUE);
    }

    @Test
    void aProgramThatEndedInTimeIsNotKilled() {
        ending.of(program);
        ending.request();
        program.exit.complete(new Exited(0));
        pass(GRACE);

        assertThat(program.done).containsExactly("hang up");
        assertThat(ending.stage()).isEqualTo(Stage.HUNG_UP);
    }

    @Test
    void theSecondRequestKillsAtOnceAndTheGraceNoLongerMatters() {
        ending.of(program);
        ending.request();
        ending.request();
        pass(GRACE);
        ending.request();

        assertThat(program.done).containsExactly("hang up", "kill");
        assertThat(ending.stage()).isEqualTo(Stage.FORCED);
    }

    @Test
    void aLostTerminalHangsUpButNeverKillsHoweverOftenItIsNoticed() {
        ending.of(program);
        ending.lost();
        ending.lost();
        ending.lost();

        assertThat(program.done).containsExactly("hang up");
        assertThat(ending.stage()).isEqualTo(Stage.HUNG_UP);
    }

    @Test
    void whoeverAsksAfterTheTerminalWasLostWantsItAtOnce() {
        ending.of(program);
        ending.lost();
        ending.request();

        assertThat(program.done).containsExactly("hang up", "kill");
    }

    @Test
    void aRequestBeforeTheStartIsCarriedOutAtTheStart() {
        ending.request();
        ending.of(program);

        assertThat(program.done).containsExactly("hang up");
    }

    @Test
    void twoRequestsBeforeTheStartKillAtTheStart() {
        ending.request();
        ending.request();
        ending.of(program);

        assertThat(program.done).containsExactly("kill");
    }

    @Test
    void aProgramThatOutlivesEvenTheKillIsGivenUp() {
        ending.of(program);
        ending.request();
        ending.request();
        assertThat(ending.end()).isNotDone();

        pass(Ending.KILL_TAKES_AT_MOST);
        assertThat(ending.end()).isCompletedWithValueMatching(Lost.class::isInstance);
    }

    @Test
    void theEndIsTheProgramsOwnWhereItHadOne() {
        ending.of(program);
        program.exit.complete(new Exited(4));

        assertThat(ending.end()).isCompletedWithValue(new Exited(4));
    }

    private void pass(Duration time) {
        Objects.requireNonNull(later.remove(time), "nothing waits for this").run();
    }

    private static final class FakeProgram implements Ending.Program {
        final List<String> done = new ArrayList<>();
        final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

        @Override
        public void hangUp() {
            done.add("hang up");
        }

        @Override
        public void kill() {
            done.add("kill");
        }

        @Override
        public CompletableFuture<ExitStatus> exit() {
            return exit;
        }
    }
}

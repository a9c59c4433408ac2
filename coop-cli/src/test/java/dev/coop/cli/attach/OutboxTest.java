package dev.coop.cli.attach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<String> typed = new ArrayList<>();
    private final Outbox outbox = new Outbox();

    @Test
    void aKeyGoesOutAtOnceAndTheNextWhenItWasTaken() {
        connect();
        type("a");
        type("b");
        type("c");
        assertThat(typed).containsExactly("a");
        outbox.taken();
        assertThat(typed).containsExactly("a", "bc");
        outbox.taken();
        type("d");
        assertThat(typed).containsExactly("a", "bc", "d");
    }

    @Test
    void whatTheProgramHasNoRoomForIsOfferedAgainBeforeTheRest() {
        connect();
        type("a");
        type("b");
        outbox.refused("OVERLOADED");
        assertThat(outbox.retryIn()).isPresent();
        assertThat(typed).containsExactly("a");
        outbox.retry();
        assertThat(outbox.retryIn()).isEmpty();
        outbox.taken();
        assertThat(typed).containsExactly("a", "a", "b");
    }

    @Test
    void whatAnEndedProgramDoesNotWantIsForgotten() {
        connect();
        type("a");
        type("b");
        outbox.refused("EXITED");
        type("c");
        assertThat(typed).containsExactly("a", "c");
    }

    @Test
    void whoLeavesIsToldWhenTheLastKeyWasTaken() {
        connect();
        type("a");
        type("b");
        int[] told = {0};
        outbox.whenEmpty(() -> told[0]++);
        outbox.taken();
        assertThat(told[0]).isZero();
        outbox.taken();
        assertThat(told[0]).isOne();
        outbox.whenEmpty(() -> told[0]++);
        outbox.taken();
        assertThat(told[0]).isEqualTo(2);
    }

    @Test
    void whatIsTypedAfterAConnectionBrokeIsForgotten() {
        connect();
        type("a");
        type("b");
        outbox.disconnected();
        assertThat(outbox.offer(bytes("c"))).isFalse();
        connect();
        type("d");
        assertThat(typed).containsExactly("a", "d");
    }

    @Test
    void whatIsTypedBeforeTheFirstConnectionGoesOutWithIt() {
        type("ea");
        type("rly");
        connect();
        type("!");
        outbox.taken();
        assertThat(typed).containsExactly("early", "!");
    }

    @Test
    void aLargePasteGoesOutPieceByPiece() {
        connect();
        String paste = "x".repeat(100_000);
        type(paste);
        for (int i = 0; i < 10; i++) {
            outbox.taken();
        }
        assertThat(typed).hasSizeGreaterThan(2);
        assertThat(String.join("", typed)).isEqualTo(paste);
    }

    @Test
    void moreThanCanWaitIsRefusedWhole() {
        connect();
        type("a");
        byte[] paste = new byte[Outbox.MAX_WAITING];
        assertThat(outbox.offer(paste)).isTrue();
        assertThat(outbox.offer(bytes("b"))).isFalse();
    }

    @Test
    void aConnectionThatBreaksWhileTypingIsNoError() {
        outbox.connected(_ -> {
            throw new WireException("gone");
        });
        assertThat(outbox.offer(bytes("a"))).isTrue();
        connect();
        type("b");
        assertThat(typed).containsExactly("b");
    }

    private void connect() {
        outbox.connected(bytes -> typed.add(new String(bytes, UTF_8)));
    }

    private void type(String text) {
        var _ = outbox.offer(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

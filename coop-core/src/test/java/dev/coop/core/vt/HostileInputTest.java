package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a program prints, the terminal's promises hold. A failure names its seed.
 */
class HostileInputTest {
    private static final int BYTES = 400_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingThrowsAndTheScreenStaysWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = RandomOutput.bytes(random, BYTES);
        Terminal terminal = new Terminal(23, 7, 50, new SilentListener());
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(bytes.length - at, 1 + random.nextInt(64));
            terminal.feed(bytes, at, n);
            at += n;
            if (random.nextInt(200) == 0) {
                terminal.resize(1 + random.nextInt(40), 1 + random.nextInt(12));
            }
            terminal.check();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void splittingTheOutputAnywhereChangesNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = RandomOutput.bytes(random, BYTES);
        Tty whole = new Tty(40, 10).feed(bytes);
        Tty single = new Tty(40, 10);
        for (byte b : bytes) {
            single.feed(new byte[] {b});
        }
        Tty pieces = new Tty(40, 10);
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(bytes.length - at, random.nextInt(100));
            pieces.terminal.feed(bytes, at, n);
            at += n;
        }
        for (Tty other : List.of(single, pieces)) {
            assertThat(other.terminal.snapshot()).isEqualTo(whole.terminal.snapshot());
            assertThat(other.terminal.history(1000)).isEqualTo(whole.terminal.history(1000));
            assertThat(other.answers()).isEqualTo(whole.answers());
            assertThat(other.frames).isEqualTo(whole.frames);
            assertThat(other.terminal.dropped()).isEqualTo(whole.terminal.dropped());
        }
    }
}

package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpTest {
    private static Tty rebuilt(Tty original, byte[] output) {
        Snapshot size = original.terminal.snapshot();
        Tty copy = new Tty(size.columns(), size.height());
        Dump dump = original.terminal.dump();
        copy.feed(dump.sequences());
        int offset = (int) (dump.offset() - (original.terminal.offset() - output.length));
        copy.terminal.feed(output, offset, output.length - offset);
        return copy;
    }

    private static void assertSameState(Tty copy, Tty original) {
        Snapshot a = copy.terminal.snapshot();
        Snapshot b = original.terminal.snapshot();
        assertThat(a.ansi()).isEqualTo(b.ansi());
        assertThat(copy.cursor()).isEqualTo(original.cursor());
        assertThat(a.alternate()).isEqualTo(b.alternate());
        assertThat(a.modes()).isEqualTo(b.modes());
        assertThat(a.title()).isEqualTo(b.title());
        assertThat(a.keyboardFlags()).isEqualTo(b.keyboardFlags());
        assertThat(a.rows().stream().map(Line::links))
                .containsExactlyElementsOf(b.rows().stream().map(Line::links).toList());
    }

    /** The copy goes on like the original, so nothing that matters later is missing from the dump. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void aTerminalRebuiltFromItsDumpGoesOnLikeTheOriginal(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tty original = new Tty(19, 7);
        for (int i = 0; i < 500; i++) {
            byte[] output = RandomOutput.bytes(random, 1 + random.nextInt(60));
            original.feed(output);
            Tty copy = rebuilt(original, output);
            assertSameState(copy, original);
            // What REP would repeat is not part of a dump; a BEL ends it.
            original.feed("\007");
            copy.feed("\007");
            byte[] more = RandomOutput.bytes(random, 40);
            original.feed(more);
            copy.feed(more);
            assertSameState(copy, original);
        }
    }

    @Test
    void anUnfinishedSequenceIsLeftToTheOneWhoGoesOn() {
        byte[] output = "ab\033[31".getBytes(StandardCharsets.UTF_8);
        Tty original = new Tty(10, 1).feed(output);
        assertThat(original.terminal.dump().offset()).isEqualTo(2);
        Tty copy = rebuilt(original, output).feed("mc");
        assertThat(copy.ansi(0)).isEqualTo("ab^[0;31mc^[0m");
    }

    @Test
    void linesThatWrappedStillDo() {
        byte[] output = "abcdef\r\nx".getBytes(StandardCharsets.UTF_8);
        Tty copy = rebuilt(new Tty(4, 4).feed(output), output);
        assertThat(copy.terminal.snapshot().rows().stream().map(Line::wrapped))
                .containsExactly(true, false, false, false);
        assertThat(copy.lines()).containsExactly("abcd", "ef", "x", "");
    }

    /** A dump that is taken when an update ends, in the middle of a block, is of that moment: the rest is still to come. */
    @ParameterizedTest
    @ValueSource(strings = {"\033[?2026hone\033[?2026l\033[31mtwo", "\033[?2026hone\033c\033[31mtwo"})
    void aDumpAtTheEndOfAnUpdateNamesTheBytesThatAreInIt(String text) {
        byte[] output = text.getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split < output.length; split++) {
            List<Terminal> fed = new ArrayList<>();
            List<Dump> dumps = new ArrayList<>();
            List<Long> offsets = new ArrayList<>();
            TerminalListener atFrameEnd = new TerminalListener() {
                @Override
                public void answer(byte[] bytes) {}

                @Override
                public void frameEnd() {
                    dumps.add(fed.getFirst().dump());
                    offsets.add(fed.getFirst().snapshot().offset());
                }
            };
            Terminal terminal = new Terminal(20, 2, 10, atFrameEnd);
            fed.add(terminal);
            terminal.feed(output, 0, split);
            terminal.feed(output, split, output.length - split);
            assertThat(dumps).hasSize(1);
            int at = (int) dumps.getFirst().offset();
            assertThat(offsets).containsExactly((long) at);
            assertThat(text.substring(at)).isEqualTo("\033[31mtwo");
            Tty copy = new Tty(20, 2).feed(dumps.getFirst().sequences()).feed(text.substring(at));
            assertThat(copy.terminal.snapshot().ansi())
                    .isEqualTo(terminal.snapshot().ansi());
            assertThat(terminal.offset()).isEqualTo(output.length);
        }
    }
}

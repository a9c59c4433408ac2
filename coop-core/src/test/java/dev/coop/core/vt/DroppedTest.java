package dev.coop.core.vt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a program printed in vain can be seen by its reason. */
class DroppedTest {
    private static final Dropped NOTHING = new Dropped(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static Dropped dropped(String output) {
        return new Tty(20, 3).feed(output).terminal.dropped();
    }

    @Test
    void whatIsUnderstoodIsNotCounted() {
        String understood =
                "text é 漢 e\u0301 \033[31m\033[2;2H\033[?25l\033[?1049h\033[6n\033(0\033]0;t\007\033P$qm\033\\";
        assertThat(dropped(understood)).isEqualTo(NOTHING);
    }

    @Test
    void functionsThatAreNotKnownAreCounted() {
        assertThat(dropped("\033[5z\033[?5z\033[$&m\033%G\0338").unknownFunctions())
                .isEqualTo(4);
    }

    @Test
    void stringsThatAreNotKnownAreCounted() {
        assertThat(dropped("\033]52;c;aGk=\007\033]99;x\033\\\033Pq1\033\\\033_Gf\033\\\033^x\033\\\033Xx\033\\")
                        .unknownStrings())
                .isEqualTo(6);
    }

    @Test
    void modesThatAreNotKnownAreCounted() {
        assertThat(dropped("\033[?12;25;9001h\033[77l").unknownModes()).isEqualTo(3);
    }

    @Test
    void sequencesThatAreNoneAreCounted() {
        assertThat(dropped("\033[31é\033é\033[ 1m\033[ ;m\033[1?h").malformedSequences())
                .isEqualTo(5);
    }

    @Test
    void whatIsOverALimitIsCounted() {
        assertThat(dropped("\033[" + "1;".repeat(40) + "m").tooManyParameters()).isEqualTo(1);
        String tooLong = "x".repeat(Parser.MAX_COMMAND_BYTES);
        assertThat(dropped("\033]0;" + tooLong + "\007\033P$q" + tooLong + "x\033\\")
                        .tooLongStrings())
                .isEqualTo(2);
        assertThat(dropped("e" + "\u0301".repeat(Clusters.MAX_CODE_POINTS + 1)).marks())
                .isEqualTo(2);
    }

    @Test
    void bytesThatAreNotUtf8AreCountedAsOftenAsTheyAreReplaced() {
        Tty tty = new Tty(20, 1).feed(new byte[] {'a', (byte) 0xff, (byte) 0xe6, (byte) 0xbc, 'b', (byte) 0xc3});
        assertThat(tty.terminal.dropped().malformedCharacters()).isEqualTo(2);
        assertThat(tty.feed("c").terminal.dropped().malformedCharacters()).isEqualTo(3);
    }

    @Test
    void charactersWithoutRoomForTheirLinkAreCounted() {
        Tty tty = new Tty(200, 100, 0);
        StringBuilder links = new StringBuilder();
        for (int i = 0; i < Decorations.MAX_DECORATIONS + 3; i++) {
            links.append("\033]8;;").append(i).append("\007x");
        }
        assertThat(tty.feed(links.toString()).terminal.dropped().decorations()).isEqualTo(3);
    }
}

package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
    @ParameterizedTest
    @ValueSource(strings = {"SIGTERM", "TERM", "sigterm", "term", "Term", "15", "SIG15"})
    void aSignalIsReadByNameAndByNumber(String text) {
        assertThat(Signal.parse(text)).isEqualTo(Signal.TERM);
    }

    @ParameterizedTest
    @CsvSource({
        "HUP,1",
        "INT,2",
        "QUIT,3",
        "KILL,9",
        "USR1,10",
        "USR2,12",
        "TERM,15",
        "CHLD,17",
        "CONT,18",
        "STOP,19",
        "TSTP,20",
        "WINCH,28",
        "SYS,31",
        "34,34",
        "64,64"
    })
    void namesHaveTheNumbersOfTheSystem(String name, int number) {
        assertThat(Signal.parse(name).number()).isEqualTo(number);
    }

    @Test
    void everySignalIsReadBackFromItsName() {
        for (int number = 1; number <= Signal.MAX; number++) {
            Signal signal = new Signal(number);
            assertThat(Signal.parse(signal.name())).isEqualTo(signal);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SIG", "0", "65", "-1", "015x", "SIGSIGTERM", "TERMINATE", "TERM ", "999999999999", "٩"})
    void anythingElseIsAnErrorThatNamesTheText(String text) {
        assertThatExceptionOfType(UnknownSignalException.class)
                .isThrownBy(() -> Signal.parse(text))
                .withMessage("unknown signal: " + text)
                .returns(text, UnknownSignalException::text);
    }

    @Test
    void aHugeTextIsNotRepeatedInFull() {
        assertThatExceptionOfType(UnknownSignalException.class)
                .isThrownBy(() -> Signal.parse("x".repeat(1_000_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(100));
    }

    @Test
    void aShellShowsASignalAsItsNumberAnd128() {
        assertThat(new ExitStatus.Signaled(Signal.KILL, false).shellCode()).isEqualTo(137);
        assertThat(new ExitStatus.Exited(137).shellCode()).isEqualTo(137);
    }
}

package dev.coop.core.pty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
    @ParameterizedTest
    @ValueSource(strings = {"SIGTERM", "TERM", "sigterm", "term", "Term", "15"})
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
        "CONT,18",
        "STOP,19",
        "TSTP,20",
        "WINCH,28"
    })
    void whatClientsMaySendIsReadInEveryForm(String name, int number) {
        for (String text :
                List.of(name, "SIG" + name, name.toLowerCase(Locale.ROOT), "Sig" + name, Integer.toString(number))) {
            assertThat(Signal.parse(text).number()).as(text).isEqualTo(number);
        }
    }

    @Test
    void everySignalIsReadBackFromItsName() {
        for (Signal signal : Signal.SENDABLE) {
            assertThat(Signal.parse(signal.name())).isEqualTo(signal);
            assertThat(Signal.parse(signal.toString())).isEqualTo(signal);
        }
    }

    @Test
    void otherSignalsHaveNamesToo() {
        assertThat(new Signal(11)).hasToString("SIGSEGV");
        assertThat(new Signal(31)).hasToString("SIGSYS");
        assertThat(new Signal(40)).hasToString("SIG40");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SIG",
                "0",
                "4",
                "11",
                "31",
                "65",
                "-1",
                "+15",
                "015",
                "SIG15",
                "SEGV",
                "SIGCHLD",
                "SIGSIGTERM",
                "TERMINATE",
                "TERM ",
                "999999999999",
                "٩"
            })
    void anythingElseIsAnErrorThatNamesTheText(String text) {
        assertThatExceptionOfType(UnknownSignalException.class)
                .isThrownBy(() -> Signal.parse(text))
                .withMessage("unknown signal: " + text)
                .returns(text, UnknownSignalException::text);
    }

    @Test
    void aHugeOrBrokenTextIsNotRepeatedAsItIs() {
        assertThatExceptionOfType(UnknownSignalException.class)
                .isThrownBy(() -> Signal.parse("x".repeat(1_000_000)))
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(100));
        assertThatExceptionOfType(UnknownSignalException.class)
                .isThrownBy(() -> Signal.parse("\ud800"))
                .withMessage("unknown signal: \ufffd");
    }

    @Test
    void aShellShowsASignalAsItsNumberAnd128() {
        assertThat(new ExitStatus.Signaled(Signal.KILL, false).shellCode()).isEqualTo(137);
        assertThat(new ExitStatus.Exited(137).shellCode()).isEqualTo(137);
    }
}

package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final List<RunOptions> asked = new ArrayList<>();

    @Test
    void aCommandIsTakenAsItIsFromItsFirstWordOn() {
        assertThat(coop("--cols", "80", "ps", "-l", "--rows", "3", "--")).isEqualTo(17);
        assertThat(asked)
                .containsExactly(new RunOptions(
                        OptionalInt.of(80), OptionalInt.empty(), false, List.of("ps", "-l", "--rows", "3", "--")));
    }

    @Test
    void afterTwoDashesEverythingIsTheCommand() {
        coop("--scrollback", "--", "--rows", "3");
        assertThat(asked)
                .containsExactly(
                        new RunOptions(OptionalInt.empty(), OptionalInt.empty(), true, List.of("--rows", "3")));
    }

    @Test
    void aProgramThatHasASubcommandsNameIsRunAfterTwoDashes() {
        coop("--", "version");
        assertThat(asked).singleElement().extracting(RunOptions::command).isEqualTo(List.of("version"));
    }

    @Test
    void anArgumentThatBeginsWithAnAtIsNoFileOfOurs() {
        coop("--", "tool", "@/etc/hostname");
        assertThat(asked).singleElement().extracting(RunOptions::command).isEqualTo(List.of("tool", "@/etc/hostname"));
    }

    @Test
    void everySubcommandHasItsOwnHelp() {
        for (Command command : Commands.subcommands(caller(Map.of()))) {
            String name = command.spec().name();
            assertThat(coop(name, "--help")).isZero();
            assertThat(out.toString()).contains("coop " + name);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aSubcommandsUsageErrorPointsToItsOwnHelp() {
        assertThat(coop("version", "--loud")).isEqualTo(2);
        assertThat(errors.toString()).contains("--loud").contains("Try: coop version --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void theVersionIsOneLine(String argument) {
        assertThat(coop(argument)).isZero();
        assertThat(out).hasToString(Version.line() + "\n");
        assertThat(out.toString()).matches("coop [0-9].*\n");
    }

    @Test
    void theSizeMayComeFromTheEnvironmentButAnOptionWins() {
        execute(Map.of("COOP_COLS", "100", "COOP_ROWS", "40"), "--rows", "30", "--", "ls");
        assertThat(asked)
                .containsExactly(new RunOptions(OptionalInt.of(100), OptionalInt.of(30), false, List.of("ls")));
    }

    @Test
    void anEmptyVariableIsAMissingOne() {
        execute(Map.of("COOP_COLS", ""), "--", "ls");
        assertThat(asked).singleElement().extracting(RunOptions::columns).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"COOP_COLS, abc", "COOP_ROWS, 0", "COOP_ROWS, 99999"})
    void aSenselessVariableIsAUsageErrorThatNamesIt(String name, String value) {
        assertThat(execute(Map.of(name, value), "--", "ls")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("error: ").contains(name).contains(value);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--cols 0 -- ls, --cols",
        "--cols -5 -- ls, --cols",
        "--rows 99999 -- ls, --rows",
        "--rows 99999999999 -- ls, --rows",
        "--rows many -- ls, --rows",
        "--rows, --rows",
        "--colls 5 -- ls, --colls",
        "-x ls, -x",
        "version more, more",
    })
    void aSenselessArgumentIsAUsageErrorThatNamesIt(String arguments, String named) {
        assertThat(coop(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).startsWith("error: ").contains(named).contains("--help");
        assertThat(out).hasToString("");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--", "--cols 5", "--scrollback --"})
    void withoutACommandTheErrorShowsOne(String arguments) {
        assertThat(coop(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("coop -- bash");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void theHelpShowsOptionsExamplesAndExitCodesButNothingForMachines(String argument) {
        assertThat(coop(argument)).isZero();
        assertThat(out.toString())
                .contains(
                        "--cols",
                        "--rows",
                        "--scrollback",
                        "Examples:",
                        "coop -- bash",
                        "Exit code",
                        "COOP_SHUTDOWN_TIMEOUT_MS")
                .doesNotContain("train");
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    private int coop(String... arguments) {
        return execute(Map.of(), arguments);
    }

    private int execute(Map<String, String> environment, String... arguments) {
        Caller caller = caller(environment);
        Command launcher = new RunCommand(caller, options -> {
            asked.add(options);
            return 17;
        });
        return new Grammar(caller, launcher, Commands.subcommands(caller)).execute(arguments);
    }

    private Caller caller(Map<String, String> environment) {
        return new Caller(new PrintWriter(out, true), new PrintWriter(errors, true), environment);
    }
}

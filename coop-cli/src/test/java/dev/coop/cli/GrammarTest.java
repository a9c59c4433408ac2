package dev.coop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.core.config.RunSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
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
        assertThat(asked).singleElement().satisfies(options -> {
            assertThat(options.settings().session().columns()).contains(80);
            assertThat(options.settings().session().rows()).isEmpty();
            assertThat(options.scrollback()).isFalse();
            assertThat(options.command()).containsExactly("ps", "-l", "--rows", "3", "--");
        });
    }

    @Test
    void afterTwoDashesEverythingIsTheCommand() {
        coop("--scrollback", "--", "--rows", "3");
        assertThat(asked).singleElement().satisfies(options -> {
            assertThat(options.settings().session().rows()).isEmpty();
            assertThat(options.scrollback()).isTrue();
            assertThat(options.command()).containsExactly("--rows", "3");
        });
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
    void everySubcommandHasItsOwnHelpWithExamples() {
        Commands.subcommands(caller(Map.of())).forEach((name, command) -> {
            assertThat(command.get().spec().name()).isEqualTo(name);
            assertThat(coop(name, "--help")).isZero();
            assertThat(out.toString()).contains("coop " + name);
            if (!command.get().spec().usageMessage().hidden()) {
                assertThat(out.toString()).contains("Examples:");
            }
            assertThat(out.toString().lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void helpThatIsAskedForBeforeASubcommandIsTheSubcommands() {
        assertThat(coop("--help", "config")).isZero();
        assertThat(out.toString()).startsWith("Usage: coop config ");
    }

    /** A start makes only the options and subcommands that were typed; nobody may notice. */
    @Test
    void whatIsTypedForTheProgramDoesNotMatter() {
        assertThat(coop("--rows", "7", "--", "tool", "config", "--help", "--rows=9", "version"))
                .isEqualTo(17);
        assertThat(asked).singleElement().satisfies(options -> {
            assertThat(options.settings().session().rows()).contains(7);
            assertThat(options.command()).containsExactly("tool", "config", "--help", "--rows=9", "version");
        });
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
        assertThat(asked).singleElement().satisfies(options -> {
            assertThat(options.settings().session().columns()).contains(100);
            assertThat(options.settings().session().rows()).contains(30);
        });
    }

    @Test
    void anEmptyVariableIsAMissingOne() {
        execute(Map.of("COOP_COLS", ""), "--", "ls");
        assertThat(asked)
                .singleElement()
                .satisfies(options ->
                        assertThat(options.settings().session().columns()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "--serve -- ls, serve=true headless= exit=",
        "--no-serve --headless -- ls, serve=false headless=true exit=",
        "--no-headless --exit-with-agent -- ls, serve=false headless=false exit=true",
        "--serve -- ls false, serve=true headless= exit=",
    })
    void aToggleStandsAloneAndNeverTakesTheProgramForItsValue(String arguments, String expected) {
        assertThat(coop(arguments.split(" ", -1))).isEqualTo(17);
        assertThat(asked).singleElement().satisfies(options -> {
            RunSettings run = options.settings().run();
            assertThat("serve=%s headless=%s exit=%s"
                            .formatted(
                                    run.serve(),
                                    run.headless().map(Object::toString).orElse(""),
                                    run.exitWithAgent().map(Object::toString).orElse("")))
                    .isEqualTo(expected);
            assertThat(options.command()).startsWith("ls");
        });
    }

    @Test
    void aListMayBeGivenPieceByPieceOrAtOnce() {
        coop("--allow-host", "a.example", "--allow-host=b.example,c.example", "--", "ls");
        assertThat(asked)
                .singleElement()
                .satisfies(options -> assertThat(options.settings().server().allowedHosts())
                        .containsExactly("a.example", "b.example", "c.example"));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(execute(Map.of("COOP_ROWS", "many"), "--ring-size", "0", "--", "ls"))
                .isEqualTo(2);
        assertThat(errors.toString().lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("error: option '--ring-size' is '0'; it must be a number of bytes from 1 to"
                                + " 1073741824"))
                .anySatisfy(line -> assertThat(line).startsWith("error: the variable COOP_ROWS is 'many'"));
        assertThat(asked).isEmpty();
    }

    @Test
    void aHostThatWouldBeOpenToAllDoesNotStart() {
        assertThat(coop("--host", "0.0.0.0", "--port", "8080", "--", "ls")).isEqualTo(2);
        assertThat(errors.toString()).contains("--host").contains("--auth-token-file");
        assertThat(asked).isEmpty();
    }

    @Test
    void aVariableWithASlipInItsNameIsAWarning() {
        assertThat(execute(Map.of("COOP_COLSS", "80"), "--", "ls")).isEqualTo(17);
        assertThat(errors.toString())
                .startsWith("warning: ")
                .contains("COOP_COLSS")
                .contains("COOP_COLS?");
    }

    @ParameterizedTest
    @CsvSource({"--colls 5 -- ls, --cols", "--colls=5 -- ls, --cols", "--grpc-port 5 -- ls, --port-grpc"})
    void anUnknownOptionIsToldTheNearest(String arguments, String nearest) {
        assertThat(coop(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(errors.toString()).contains("did you mean '" + nearest + "'?");
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
        "--rows --cols 5 -- ls, --rows",
        "--rows 5 --rows 6 -- ls, --rows",
        "--ring-size 0 -- ls, --ring-size",
        "--term= -- ls, --term",
        "--colls 5 -- ls, --colls",
        "-x ls, -x",
        "version more, more",
        "--cols 5 version, --cols",
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
        ToIntFunction<RunOptions> launcher = options -> {
            asked.add(options);
            return 17;
        };
        return new Grammar(caller, typed -> new RunCommand(caller, launcher, typed), Commands.subcommands(caller))
                .execute(arguments);
    }

    private Caller caller(Map<String, String> environment) {
        return new Caller(new PrintWriter(out, true), new PrintWriter(errors, true), environment);
    }
}

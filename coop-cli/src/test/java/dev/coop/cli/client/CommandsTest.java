package dev.coop.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.Coop;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command asks a host, what it prints and which code it ends with. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest {
    private static final String SCREEN = "GET /api/v1/screen?cursor=true";
    private static final String DONE = "{}";

    @TempDir
    private Path runtime;

    private final Map<String, String> environment = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ScriptedHost host;

    @BeforeEach
    void start() throws IOException {
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        host = ScriptedHost.named("claude", runtime).withSessions(ScriptedHost.session("claude"));
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        // The kernel may take connections for a moment longer, until the thread that accepts them has noticed.
        while (isListenedOn(runtime.resolve("coop/claude.sock"))) {
            Thread.onSpinWait();
        }
    }

    private static boolean isListenedOn(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void lsShowsEverySessionOfEveryHost() throws IOException {
        try (ScriptedHost other = ScriptedHost.named("box", runtime)) {
            other.withSessions(
                    ScriptedHost.session("one"),
                    ScriptedHost.session("two")
                            .replace("\"working\"", "\"exited\"")
                            .replace("\"pid\":4711", "\"pid\":4711,\"exit_code\":3"));
            assertThat(coop("ls")).isEqualTo(new Coop(0, """
                NAME     STATE      PID   SIZE   UPTIME  AGENT   COMMAND
                box/one  working    4711  80x24  1h2m    claude  claude -p
                box/two  exited(3)  4711  80x24  1h2m    claude  claude -p
                claude   working    4711  80x24  1h2m    claude  claude -p
                """, ""));
        }
    }

    @Test
    void lsAsJsonSaysWhereEachIs() {
        Coop ls = coop("ls", "--json");
        assertThat(ls.code()).isZero();
        assertThat(ls.out())
                .startsWith("[{\"name\":\"claude\",\"session_id\":\"id\"")
                .contains("\"session\":\"claude\",\"host\":\"claude\",\"socket\":\"" + runtime + "/coop/claude.sock\"")
                .contains("\"uptime_secs\":3725");
    }

    @Test
    void whereNothingRunsTheListIsEmpty() throws IOException {
        stop();
        assertThat(coop("ls").out()).isEqualTo("NAME  STATE  PID  SIZE  UPTIME  AGENT  COMMAND\n");
        assertThat(coop("ls", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void anOldSocketOfADeadHostIsClearedAwayAndAYoungOneLeftAlone() throws IOException {
        stop();
        Path dead = runtime.resolve("coop/claude.sock");
        assertThat(coop("ls").code()).isZero();
        assertThat(dead).exists();
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        assertThat(coop("ls").out()).doesNotContain("claude");
        assertThat(dead).doesNotExist();
    }

    @Test
    void aHostThatRefusesIsNamedAndDoesNotHideTheOthers() throws IOException {
        try (ScriptedHost strict = ScriptedHost.named("strict", runtime)) {
            strict.answers(
                    "GET /api/v1/sessions",
                    401,
                    "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"unauthorized\",\"hint\":\"show a token\"}}");
            Coop ls = coop("ls");
            assertThat(ls.code()).isEqualTo(1);
            assertThat(ls.out()).contains("claude -p");
            assertThat(ls.errors()).isEqualTo("coop: strict: refused: UNAUTHORIZED unauthorized (show a token)\n");
        }
    }

    @Test
    void namesThatWouldMoveTheCursorAreShownHarmless() throws IOException {
        host.withSessions(
                ScriptedHost.session("claude").replace("claude -p", "x").replace("\"-p\"", "\"\\u001b[2J\""));
        assertThat(coop("ls").out()).contains("claude ?[2J");
    }

    @Test
    void screenPrintsTheTextWithoutTheBlankEnd() {
        host.answers(
                SCREEN,
                200,
                "{\"lines\":[\"a\",\"\",\"b\",\"\",\"\"],\"ansi\":[\"\\u001b[1ma\",\"\",\"b\",\"\",\"\"]}");
        assertThat(coop("screen")).isEqualTo(new Coop(0, "a\n\nb\n", ""));
        assertThat(coop("peek", "claude", "--ansi").out()).isEqualTo("\033[1ma\n\nb\n");
    }

    @Test
    void screenAsJsonIsTheHostsAnswer() {
        host.answers(SCREEN, 200, "{\"lines\":[]}");
        assertThat(coop("screen", "--json").out()).isEqualTo("{\"lines\":[]}\n");
    }

    @Test
    void theNewestLinesAboveTheScreenArePrintedWhenAskedFor() {
        host.answers(SCREEN, 200, "{\"lines\":[\"d\",\"e\"]}")
                .answers(
                        "GET /api/v1/screen/scrollback?from=0&limit=5000",
                        200,
                        "{\"first\":0,\"next\":5,\"lines\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");
        assertThat(coop("screen", "--plain", "--scrollback", "2").out()).isEqualTo("b\nc\nd\ne\n");
        assertThat(coop("screen", "--json", "--scrollback", "1").out())
                .isEqualTo("{\"lines\":[\"d\",\"e\"],\"scrollback\":{\"lines\":[\"c\"],\"ansi\":[]}}\n");
    }

    @Test
    void inputTypesTextIntoTheSession() {
        host.answers("POST /api/v1/input", 200, DONE);
        assertThat(coop("input", "hello there", "--enter").code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/input {\"text\":\"hello there\",\"enter\":true}");
        coop("input", "claude", "--", "-x");
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/input {\"text\":\"-x\",\"enter\":false}");
    }

    @Test
    void sendKeysTakesAFirstWordForANameOnlyIfItIsOne() {
        host.answers("POST /api/v1/input/keys", 200, DONE);
        assertThat(coop("send-keys", "up", "enter").code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/input/keys {\"keys\":[\"up\",\"enter\"]}");
        coop("send-keys", "claude", "ctrl-c");
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/input/keys {\"keys\":[\"ctrl-c\"]}");
        coop("send-keys", "--name", "claude", "claude", "x");
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/input/keys {\"keys\":[\"claude\",\"x\"]}");
    }

    @Test
    void signalAndResizeSayWhat() {
        host.answers("POST /api/v1/signal", 200, DONE).answers("POST /api/v1/resize", 200, DONE);
        assertThat(coop("signal", "claude", "INT", "--group").code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/signal {\"signal\":\"INT\",\"group\":true}");
        assertThat(coop("resize", "120x40").code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/resize {\"cols\":120,\"rows\":40}");
    }

    @Test
    void shutdownEndsTheHostAndOneOfSeveralSessionsAlone() {
        host.answers("POST /api/v1/shutdown", 200, DONE).answers("DELETE /api/v1/sessions/one", 202, DONE);
        assertThat(coop("shutdown").code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/shutdown {}");
        assertThat(coop("shutdown", "claude/one").code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("DELETE /api/v1/sessions/one");
    }

    @Test
    void statusIsATableOrTheHostsAnswer() {
        host.answers("GET /api/v1/status", 200, "{\"state\":\"idle\",\"pid\":7,\"exit_code\":null}");
        assertThat(coop("status").out()).isEqualTo("state          idle\npid            7\n");
        assertThat(coop("status", "--json").out()).isEqualTo("{\"state\":\"idle\",\"pid\":7,\"exit_code\":null}\n");
    }

    @Test
    void openShowsThePageOfTheHostsOwnPort() {
        environment.put("BROWSER", "true");
        host.answers("GET /api/v1/health", 200, "{\"url\":\"http://127.0.0.1:8080\"}");
        assertThat(coop("open")).isEqualTo(new Coop(0, "", "Opening http://127.0.0.1:8080/\n"));
        assertThat(coop("open", "--port", "80")).isEqualTo(new Coop(0, "", "Opening http://localhost:80\n"));
    }

    @Test
    void openSaysWhatABrowserNeedsWhereTheHostHasNoPort() {
        host.answers("GET /api/v1/health", 200, "{}");
        assertThat(coop("open").code()).isEqualTo(1);
        assertThat(coop("open").errors()).contains("listens on no port").contains("--port");
    }

    @Test
    void uploadSendsTheFileAndPrintsWhereItIs() throws IOException {
        host.answers("POST /api/v1/upload", 200, "{\"path\":\"/there/a.txt\",\"bytes_written\":2}");
        Path file = Files.writeString(runtime.resolve("a.txt"), "hi");
        assertThat(coop("upload", file.toString())).isEqualTo(new Coop(0, "/there/a.txt\n", ""));
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/upload {\"filename\":\"a.txt\",\"data\":\"aGk=\"}");
        assertThat(coop("upload", "/no/such/file"))
                .isEqualTo(new Coop(1, "", "coop: there is no file /no/such/file\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "--text hello, '{\"until\":\"text\",\"text\":\"hello\",\"timeout_ms\":30000}'",
        "--regex ^a+$, '{\"until\":\"regex\",\"regex\":\"^a+$\",\"timeout_ms\":30000}'",
        "--idle 500, '{\"until\":\"idle_output\",\"idle_ms\":500,\"timeout_ms\":30000}'",
        "--exit --timeout 5, '{\"until\":\"exit\",\"timeout_ms\":5000}'",
    })
    void waitSaysForWhatAndHowLong(String options, String body) {
        host.answers("POST /api/v1/wait", 200, "{\"met\":true}");
        assertThat(coop(("wait " + options).split(" ", -1)).code()).isZero();
        assertThat(host.lastAsked()).isEqualTo("POST /api/v1/wait " + body);
    }

    @ParameterizedTest
    @CsvSource({"'{\"met\":false,\"reason\":\"timeout\"}', 124", "'{\"met\":false,\"reason\":\"exited\"}', 1"})
    void waitEndsWithAnotherCodeWhenItWasInVain(String answer, int code) {
        host.answers("POST /api/v1/wait", 200, answer);
        assertThat(coop("wait", "--text", "x").code()).isEqualTo(code);
    }

    @Test
    void aRefusalIsSaidInTheHostsWords() {
        host.answers(
                "POST /api/v1/input",
                410,
                "{\"error\":{\"code\":\"EXITED\",\"message\":\"the program has ended\",\"hint\":\"restart it\"}}");
        assertThat(coop("input", "x"))
                .isEqualTo(new Coop(1, "", "coop: refused: EXITED the program has ended (restart it)\n"));
    }

    @Test
    void whatIsNoRefusalOfAHostsIsNotRepeated() {
        host.answers("POST /api/v1/input", 502, "<html>Bad Gateway</html>");
        assertThat(coop("input", "x").errors()).isEqualTo("coop: the host answers 502, and does not say why\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input",
                "send-keys",
                "signal",
                "upload",
                "resize",
                "resize 80",
                "wait",
                "wait --text a --exit",
                "wait --idle x",
                "screen --scrollback many",
                "screen a b",
                "screen --url ftp://x",
                "open --port 0",
                "open --port 80 claude",
                "status --token-file /no/such/file",
            })
    void senselessArgumentsAreAUsageError(String arguments) {
        Coop said = coop(arguments.split(" ", -1));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).startsWith("error: ").contains("--help");
        assertThat(said.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls",
                "screen",
                "input",
                "send-keys",
                "wait",
                "status",
                "signal",
                "resize",
                "upload",
                "open",
                "shutdown"
            })
    void everyCommandHasAHelpThatSaysItsExitCodes(String command) {
        Coop help = coop(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: coop " + command).contains("Exit code");
        assertThat(help.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    private Coop coop(String... arguments) {
        return Coop.run(environment, arguments);
    }
}

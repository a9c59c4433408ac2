package dev.coop.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coop.cli.Coop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which session a command means. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TargetOptionsTest {
    private static final String STATUS = "GET /api/v1/status";

    @TempDir
    private Path runtime;

    private final Map<String, String> environment = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private ScriptedHost claude;

    @SuppressWarnings("NullAway.Init")
    private ScriptedHost box;

    @SuppressWarnings("NullAway.Init")
    private ScriptedHost port;

    @BeforeEach
    void start() throws IOException {
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        claude = ScriptedHost.named("claude", runtime).withSessions(ScriptedHost.session("main"));
        box = ScriptedHost.named("box", runtime).withSessions(ScriptedHost.session("one"), ScriptedHost.session("two"));
        port = ScriptedHost.onTcp().answers(STATUS, 200, "{\"is\":\"port\"}");
        claude.answers(STATUS, 200, "{\"is\":\"claude\"}");
        box.answers(STATUS, 200, "{\"is\":\"first of box\"}")
                .answers("GET /api/v1/sessions/two/status", 200, "{\"is\":\"box/two\"}");
    }

    @AfterEach
    void stop() throws IOException {
        claude.close();
        box.close();
        port.close();
    }

    @Test
    void aNameIsThatOfAHostOrOfASessionOrBoth() {
        assertThat(meant("claude")).isEqualTo("claude");
        assertThat(meant("main")).isEqualTo("claude");
        assertThat(meant("box")).isEqualTo("first of box");
        assertThat(meant("two")).isEqualTo("box/two");
        assertThat(meant("box/two")).isEqualTo("box/two");
        assertThat(meant("box", "--session", "two")).isEqualTo("box/two");
        assertThat(meant("--session", "two")).isEqualTo("box/two");
        assertThat(meant("--name", "box/two")).isEqualTo("box/two");
    }

    @Test
    void anAddressNeedsNoName() {
        assertThat(meant(port.endpoint().toString())).isEqualTo("port");
        assertThat(meant("--url", port.endpoint().toString())).isEqualTo("port");
        assertThat(meant("--socket", runtime.resolve("coop/claude.sock").toString()))
                .isEqualTo("claude");
        assertThat(meant(runtime.resolve("coop/claude.sock").toString())).isEqualTo("claude");
        assertThat(meant("--socket", runtime.resolve("coop/box.sock").toString(), "two"))
                .isEqualTo("box/two");
    }

    @Test
    void theEnvironmentSaysItWhereNothingElseDoes() {
        environment.put("COOP_URL", port.endpoint().toString());
        assertThat(meant()).isEqualTo("port");
        assertThat(meant("claude")).isEqualTo("claude");
        environment.put("COOP_SOCKET", runtime.resolve("coop/claude.sock").toString());
        assertThat(meant()).isEqualTo("claude");
        assertThat(meant("--url", port.endpoint().toString())).isEqualTo("port");
    }

    @Test
    void whereSeveralRunTheUserIsAskedWhich() {
        Coop said = coop("status");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).startsWith("error: several sessions run; say which: box/one, box/two, claude");
    }

    @Test
    void theOnlyOneNeedsNoName() throws IOException {
        box.close();
        assertThat(meant()).isEqualTo("claude");
    }

    @Test
    void aNameThatTwoSessionsHaveIsNotEnough() {
        claude.withSessions(ScriptedHost.session("two"));
        Coop said = coop("status", "two");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).startsWith("error: 'two' may be box/two, claude; say which");
    }

    @Test
    void aNameThatNobodyHasIsAnErrorThatSaysWhatThereIs() {
        assertThat(coop("status", "none"))
                .isEqualTo(new Coop(1, "", "coop: nothing named 'none' runs; there is box/one, box/two, claude\n"));
    }

    @Test
    void whereNothingRunsTheErrorSaysHowToStart() throws IOException {
        claude.close();
        box.close();
        assertThat(coop("status"))
                .isEqualTo(new Coop(1, "", "coop: no session runs here; start one, for example: coop -- bash\n"));
        assertThat(coop("status", "claude").errors())
                .isEqualTo("coop: nothing listens on " + runtime + "/coop/claude.sock\n");
    }

    @Test
    void theTokenIsShownAndComesFromAFileOrTheEnvironment() throws IOException {
        environment.put("COOP_AUTH_TOKEN", "from-environment");
        coop("status", "claude");
        assertThat(claude.asked().getLast().headers()).contains("Authorization: Bearer from-environment");
        Path file = Files.writeString(runtime.resolve("token"), "from-file\n");
        Coop said = coop("status", "claude", "--token-file", file.toString());
        assertThat(claude.asked().getLast().headers()).contains("Authorization: Bearer from-file");
        assertThat(said.errors()).isEmpty();
    }

    @Test
    void aTokenOnTheCommandLineIsTakenWithAWarningThatDoesNotRepeatIt() {
        Coop said = coop("status", "claude", "--auth-token", "hush");
        assertThat(said.code()).isZero();
        assertThat(claude.asked().getLast().headers()).contains("Authorization: Bearer hush");
        assertThat(said.errors()).contains("list of processes").doesNotContain("hush");
    }

    @Test
    void whatIsNoTokenIsNotShown() throws IOException {
        Path file = Files.writeString(runtime.resolve("token"), "two\r\nlines");
        Coop said = coop("status", "claude", "--token-file", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errors()).doesNotContain("lines\n");
        assertThat(claude.asked()).isEmpty();
    }

    private String meant(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "status";
        all[1] = "--json";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Coop said = coop(all);
        assertThat(said.errors()).isEmpty();
        return said.out().replaceAll(".*\"is\":\"(.*)\".*\n", "$1");
    }

    private Coop coop(String... arguments) {
        return Coop.run(environment, arguments);
    }
}

package dev.coop.core.config;

import static dev.coop.core.config.Group.ACCESS;
import static dev.coop.core.config.Group.CLIENT;
import static dev.coop.core.config.Group.LIMIT;
import static dev.coop.core.config.Group.LISTENING;
import static dev.coop.core.config.Group.LOG;
import static dev.coop.core.config.Group.RUN;
import static dev.coop.core.config.Group.TERMINAL;
import static dev.coop.core.config.Group.TIMING;
import static dev.coop.core.config.UsedBy.CLIENTS;
import static dev.coop.core.config.UsedBy.LAUNCHER;
import static dev.coop.core.config.UsedBy.NOTHING_YET;
import static dev.coop.core.config.UsedBy.SERVER;
import static dev.coop.core.config.UsedBy.SERVER_AND_CLIENTS;
import static dev.coop.core.config.UsedBy.SESSION;

import dev.coop.core.journal.ByteJournal;
import dev.coop.core.pty.WindowSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table of settings: each a row, and each row a flag, a variable and a key in the configuration file.
 *
 * <p>A new setting is a row here and in {@link #ALL}, a field in the record of who uses it, a sample in the tests, and a
 * line in {@code docs/settings.md}; tests fail until all of them are there.
 */
public final class Settings {
    private static final Perhaps<Integer> TCP_PORT = new Perhaps<>(Whole.number(0, 65535));
    private static final Whole SIDE = Whole.number(1, WindowSize.MAX);
    private static final Text NAME =
            new Text("NAME", "[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "1 to 64 letters, digits, '.', '_' or '-'");
    private static final Text TERMINAL_TYPE =
            new Text("NAME", "[A-Za-z0-9][A-Za-z0-9+._-]{0,63}", "the name of a terminal type, such as xterm-256color");
    private static final Text HOST_NAME = new Text(
            "HOST",
            "[0-9A-Za-z][0-9A-Za-z._-]{0,252}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,40}",
            "an IP address or a host name, without a port");
    private static final Text ORIGIN = new Text(
            "ORIGIN",
            "[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s,*]+",
            "an origin such as https://example.org:8443, without a path");
    private static final Text ADDRESS = new Text("URL", "[!-~]{1,2048}", "an address such as http://127.0.0.1:8080");
    private static final Text COMMAND = new Text("CMD", "[^\\p{Cntrl}]{1,4096}", "a command for sh -c, on one line");
    /** Less than a slow line needs for anything. */
    private static final Millis CLIENTS_TIME = Millis.atLeast(Duration.ofMillis(100));

    private static final Perhaps<Boolean> PERHAPS_ON = new Perhaps<>(new Toggle());

    public static final Setting<String> HOST = Setting.of(LISTENING, "host", HOST_NAME, "127.0.0.1")
            .usedBy(SERVER, "Address to listen on. One that others can reach needs a token.");
    public static final Setting<Optional<Integer>> PORT = Setting.of(LISTENING, "port", TCP_PORT, Optional.empty())
            .usedBy(SERVER, "TCP port for HTTP, WebSocket and gRPC. 0: the system chooses, and the choice is printed.");
    public static final Setting<Optional<Integer>> PORT_GRPC = Setting.of(
                    LISTENING, "port-grpc", TCP_PORT, Optional.empty())
            .usedBy(SERVER, "One more port, for gRPC alone.")
            .withVariable("COOP_GRPC_PORT");
    public static final Setting<Optional<Integer>> PORT_HEALTH = Setting.of(
                    LISTENING, "port-health", TCP_PORT, Optional.empty())
            .usedBy(SERVER, "One more port, for health checks alone.")
            .withVariable("COOP_HEALTH_PORT");
    public static final Setting<Optional<Path>> SOCKET = Setting.of(
                    LISTENING, "socket", new Perhaps<>(new FilePath()), Optional.empty())
            .usedBy(SERVER_AND_CLIENTS, "Unix socket to listen on; client commands connect to it.");
    public static final Setting<Optional<String>> SESSION_NAME = Setting.of(
                    LISTENING, "name", new Perhaps<>(NAME), Optional.empty())
            .usedBy(SERVER, "Name of the session, by which it is found and listed.");

    public static final Setting<Optional<Secret>> AUTH_TOKEN = Setting.of(
                    ACCESS, "auth-token", new Perhaps<>(new SecretText()), Optional.empty())
            .usedBy(
                    SERVER_AND_CLIENTS,
                    "Token that clients must show. Everybody can read a command line: prefer a file or the variable.");
    public static final Setting<Optional<Path>> AUTH_TOKEN_FILE = Setting.of(
                    ACCESS, "auth-token-file", new Perhaps<>(new FilePath()), Optional.empty())
            .usedBy(SERVER_AND_CLIENTS, "File that holds the token, readable by you alone.");
    public static final Setting<List<String>> ALLOW_HOST = Setting.of(
                    ACCESS, "allow-host", new Listed<>(HOST_NAME), List.of())
            .usedBy(SERVER, "Name by which clients may call coop, besides those of this machine itself. Repeatable.");
    public static final Setting<List<String>> ALLOW_ORIGIN = Setting.of(
                    ACCESS, "allow-origin", new Listed<>(ORIGIN), List.of())
            .usedBy(SERVER, "Web origin whose pages may use coop, besides its own. Repeatable.");
    public static final Setting<Boolean> ALLOW_SELF_DRIVE = Setting.of(ACCESS, "allow-self-drive", new Toggle(), false)
            .usedBy(
                    SERVER,
                    "Let a program that runs in a session drive that session: it could answer its own questions.");

    public static final Setting<Boolean> SERVE = Setting.of(RUN, "serve", new Toggle(), false)
            .usedBy(LAUNCHER, "Serve until told to stop, also after the program's end.");
    public static final Setting<Optional<Boolean>> HEADLESS = Setting.of(RUN, "headless", PERHAPS_ON, Optional.empty())
            .usedBy(LAUNCHER, "Don't show the program in this terminal, even if there is one.");
    public static final Setting<Optional<Boolean>> EXIT_WITH_AGENT = Setting.of(
                    RUN, "exit-with-agent", PERHAPS_ON, Optional.empty())
            .usedBy(LAUNCHER, "End when the program ends, also while serving.");
    public static final Setting<Optional<String>> AGENT = Setting.of(
                    RUN,
                    "agent",
                    new Perhaps<>(Choice.words("AGENT", "claude", "codex", "gemini", "unknown")),
                    Optional.empty())
            .usedBy(SESSION, "What the program is, where its name does not tell.");

    public static final Setting<Integer> COLS = Setting.of(TERMINAL, "cols", SIDE, 200)
            .usedBy(SESSION, "Columns of the terminal, where it is not to have those of yours.");
    public static final Setting<Integer> ROWS = Setting.of(TERMINAL, "rows", SIDE, 50)
            .usedBy(SESSION, "Rows of the terminal, where it is not to have those of yours.");
    public static final Setting<String> TERM = Setting.of(TERMINAL, "term", TERMINAL_TYPE, "xterm-256color")
            .usedBy(SESSION, "Terminal type that the program is told, as TERM.");
    public static final Setting<Integer> RING_SIZE = Setting.of(
                    TERMINAL, "ring-size", Whole.bytes(1, ByteJournal.MAX_CAPACITY), ByteJournal.DEFAULT_CAPACITY)
            .usedBy(SESSION, "Newest output that is kept for clients that fell behind.");
    public static final Setting<Boolean> VT_DECRQCRA = Setting.of(TERMINAL, "vt-decrqcra", new Toggle(), false)
            .usedBy(SESSION, "Answer DECRQCRA, the checksum of a part of the screen, which test suites ask for.");

    public static final Setting<LogFormat> LOG_FORMAT = Setting.of(
                    LOG, "log-format", Choice.of("FORMAT", LogFormat.values()), LogFormat.JSON)
            .usedBy(LAUNCHER, "How log lines look.");
    public static final Setting<LogLevel> LOG_LEVEL = Setting.of(
                    LOG, "log-level", Choice.of("LEVEL", LogLevel.values()), LogLevel.INFO)
            .usedBy(LAUNCHER, "From which weight on things are logged.");

    public static final Setting<Optional<String>> URL = Setting.of(
                    CLIENT, "url", new Perhaps<>(ADDRESS), Optional.empty())
            .usedBy(
                    CLIENTS,
                    "Where the host is: http://MACHINE:PORT or unix:/PATH. A program in a session is told its own.");
    public static final Setting<Optional<String>> STATUSLINE_CMD = Setting.of(
                    CLIENT, "statusline-cmd", new Perhaps<>(COMMAND), Optional.empty())
            .usedBy(CLIENTS, "Run by sh -c; its first line is the status line of coop attach.");
    public static final Setting<Integer> STATUSLINE_INTERVAL = Setting.of(
                    CLIENT, "statusline-interval", Whole.number(1, 86_400), 5)
            .usedBy(CLIENTS, "Seconds after which the status line is made anew.");

    public static final Setting<Duration> DRAIN_TIMEOUT = time(
            "drain-timeout-ms",
            20_000,
            NOTHING_YET,
            "A shutdown waits this long for the agent to come to rest. 0: not at all.");
    public static final Setting<Duration> SHUTDOWN_TIMEOUT = time(
            "shutdown-timeout-ms",
            10_000,
            LAUNCHER,
            "A program that was hung up may take this long; then it is killed.");
    public static final Setting<Duration> IDLE_TIMEOUT =
            time("idle-timeout-ms", 0, NOTHING_YET, "Shut down when the agent was idle for this long. 0: never.");
    public static final Setting<Duration> NUDGE_TIMEOUT = time(
            "nudge-timeout-ms",
            4_000,
            NOTHING_YET,
            "A nudged agent should work after this long; else Enter is sent again. 0: never.");
    public static final Setting<Duration> INPUT_DELAY =
            time("input-delay-ms", 200, NOTHING_YET, "Between a typed message and its Enter.");
    public static final Setting<Duration> INPUT_DELAY_PER_BYTE = time(
            "input-delay-per-byte-ms", 1, NOTHING_YET, "Added to that for each byte of the message after the 256th.");
    public static final Setting<Duration> INPUT_DELAY_MAX =
            time("input-delay-max-ms", 5_000, NOTHING_YET, "Together these two are never more than this.");
    public static final Setting<Duration> GROOM_DISMISS_DELAY = time(
            "groom-dismiss-delay-ms", 500, NOTHING_YET, "A dialog that coop answers by itself is shown for this long.");
    public static final Setting<Duration> SCREEN_DEBOUNCE = time(
            "screen-debounce-ms", 50, SERVER, "Changes of the screen are sent to clients at most once in this time.");
    public static final Setting<Duration> SCREEN_POLL =
            time("screen-poll-ms", 3_000, NOTHING_YET, "How often the screen is looked at for the agent's state.");
    public static final Setting<Duration> LOG_POLL = time(
            "log-poll-ms",
            3_000,
            NOTHING_YET,
            "How often the agent's log is looked at where the system does not tell of changes.");
    public static final Setting<Duration> PROCESS_POLL =
            time("process-poll-ms", 10_000, NOTHING_YET, "How often the agent's processes are looked at.");
    public static final Setting<Duration> TMUX_POLL =
            time("tmux-poll-ms", 1_000, NOTHING_YET, "How often a tmux session is looked at.");
    public static final Setting<Duration> REAP_POLL = time(
            "reap-poll-ms", 50, NOTHING_YET, "How often an ended child is looked for where the kernel does not tell.");

    public static final Setting<Integer> LIMIT_HEADERS = limit(
            "limit-headers",
            Whole.bytes(1 << 10, 1 << 20),
            16 << 10,
            "The request line, and the headers, of one request.");
    public static final Setting<Integer> LIMIT_BODY =
            limit("limit-body", Whole.bytes(1 << 10, 1 << 28), 2 << 20, "Body of one request, except an upload.");
    public static final Setting<Integer> LIMIT_UPLOAD =
            limit("limit-upload", Whole.bytes(1, 1 << 28), 10 << 20, "One uploaded file.");
    public static final Setting<Integer> LIMIT_FRAME =
            limit("limit-frame", Whole.bytes(1 << 10, 1 << 28), 1 << 20, "One WebSocket frame from a client.");
    public static final Setting<Integer> LIMIT_MESSAGE = limit(
            "limit-message",
            Whole.bytes(1 << 10, 1 << 28),
            2 << 20,
            "One WebSocket message from a client, or a gRPC message that is no upload.");
    public static final Setting<Integer> LIMIT_CONNECTIONS =
            limit("limit-connections", Whole.number(1, 1 << 20), 2_048, "Open connections of one host.");
    public static final Setting<Integer> LIMIT_SUBSCRIPTIONS =
            limit("limit-subscriptions", Whole.number(1, 1 << 16), 64, "Subscriptions of one connection.");
    public static final Setting<Integer> LIMIT_REQUESTS = limit(
            "limit-requests", Whole.number(1, 1 << 16), 64, "Requests of one connection that wait for their answers.");
    public static final Setting<Integer> LIMIT_STREAMS =
            limit("limit-streams", Whole.number(1, 1 << 20), 8_192, "Open streams of one host, over gRPC.");
    public static final Setting<Duration> LIMIT_REQUEST_TIME = limit(
            "limit-request-ms",
            Duration.ofSeconds(30),
            "An HTTP request has to be here this long after its beginning.");
    public static final Setting<Duration> LIMIT_IDLE = limit(
            "limit-idle-ms",
            Duration.ofMinutes(5),
            "An HTTP or gRPC connection without a request this long is closed.");
    public static final Setting<Duration> LIMIT_STALL = limit(
            "limit-stall-ms",
            Duration.ofMinutes(1),
            "A client that takes nothing of what waits for it this long is closed.");
    public static final Setting<Duration> LIMIT_SILENCE = limit(
            "limit-silence-ms",
            Duration.ofSeconds(30),
            "A WebSocket client that is silent this long is asked if it is there.");
    public static final Setting<Duration> LIMIT_PONG =
            limit("limit-pong-ms", Duration.ofMinutes(1), "And it is closed if it has not answered this long after.");
    public static final Setting<Duration> LIMIT_LOGIN = limit(
            "limit-login-ms",
            Duration.ofMinutes(1),
            "A WebSocket client that was not let in has this long to show a token.");

    /** Every setting, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            PORT_GRPC,
            PORT_HEALTH,
            SOCKET,
            SESSION_NAME,
            AUTH_TOKEN,
            AUTH_TOKEN_FILE,
            ALLOW_HOST,
            ALLOW_ORIGIN,
            ALLOW_SELF_DRIVE,
            SERVE,
            HEADLESS,
            EXIT_WITH_AGENT,
            AGENT,
            COLS,
            ROWS,
            TERM,
            RING_SIZE,
            VT_DECRQCRA,
            LOG_FORMAT,
            LOG_LEVEL,
            URL,
            STATUSLINE_CMD,
            STATUSLINE_INTERVAL,
            DRAIN_TIMEOUT,
            SHUTDOWN_TIMEOUT,
            IDLE_TIMEOUT,
            NUDGE_TIMEOUT,
            INPUT_DELAY,
            INPUT_DELAY_PER_BYTE,
            INPUT_DELAY_MAX,
            GROOM_DISMISS_DELAY,
            SCREEN_DEBOUNCE,
            SCREEN_POLL,
            LOG_POLL,
            PROCESS_POLL,
            TMUX_POLL,
            REAP_POLL,
            LIMIT_HEADERS,
            LIMIT_BODY,
            LIMIT_UPLOAD,
            LIMIT_FRAME,
            LIMIT_MESSAGE,
            LIMIT_CONNECTIONS,
            LIMIT_SUBSCRIPTIONS,
            LIMIT_REQUESTS,
            LIMIT_STREAMS,
            LIMIT_REQUEST_TIME,
            LIMIT_IDLE,
            LIMIT_STALL,
            LIMIT_SILENCE,
            LIMIT_PONG,
            LIMIT_LOGIN);

    private Settings() {}

    private static Setting<Duration> time(String key, int millis, UsedBy usedBy, String doc) {
        return Setting.of(TIMING, key, Millis.UP_TO_A_WEEK, Duration.ofMillis(millis))
                .usedBy(usedBy, doc);
    }

    private static Setting<Integer> limit(String key, Whole bounds, int fallback, String doc) {
        return Setting.of(LIMIT, key, bounds, fallback).usedBy(SERVER, doc);
    }

    private static Setting<Duration> limit(String key, Duration fallback, String doc) {
        return Setting.of(LIMIT, key, CLIENTS_TIME, fallback).usedBy(SERVER, doc);
    }
}

package dev.coop.transport.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A second, real user. Only root can become one, so elsewhere the tests that need it are skipped. */
public final class OtherUser implements AutoCloseable {
    public static final int UID = 65534;

    private final Process process;
    private final BufferedReader output;

    private OtherUser(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Runs a shell script as that user; closing ends it. */
    public static OtherUser run(String script) throws IOException {
        return start(true, script, Map.of());
    }

    /** Runs a shell script as ourselves, for comparison. */
    public static OtherUser runAsOurselves(String script) throws IOException {
        return start(false, script, Map.of());
    }

    public static OtherUser runAsOurselves(String script, Map<String, String> environment) throws IOException {
        return start(false, script, environment);
    }

    /** Makes a file or directory that user's. */
    public static void give(Path file) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
        Files.setAttribute(file, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
    }

    private static OtherUser start(boolean asOther, String script, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        if (asOther) {
            assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
            command.addAll(List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups", "--"));
        }
        command.addAll(List.of("bash", "-c", script));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new OtherUser(builder.start());
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for the next line that the script prints. */
    public String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("the script ended and said nothing more");
        }
        return line;
    }

    /** Lets a script go on that waits in {@code read}. */
    public void goOn() throws IOException {
        process.outputWriter(UTF_8).append("\n").flush();
    }

    public void awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the script does not end");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}

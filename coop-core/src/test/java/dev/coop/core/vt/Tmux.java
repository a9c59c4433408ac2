package dev.coop.core.vt;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * tmux, on a server of its own that is told what to do through its control mode: a session of the right size for each
 * output, which a {@code cat} prints there.
 */
final class Tmux implements OtherTerminal {
    /** So many panes at once; each is a few processes. */
    private static final int PANES = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** CAN, should the output end within a sequence, and then the title by which we know that all of it was read. */
    private static final String END = "\030\033]2;all shown\033\\";

    private final Path directory = Files.createTempDirectory("coop-tmux");
    private final Process client;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    Tmux() throws IOException {
        ProcessBuilder tmux = new ProcessBuilder(
                "tmux", "-u", "-S", directory.resolve("socket").toString(), "-f", "/dev/null", "-C", "new-session");
        tmux.environment().put("LC_ALL", "C.UTF-8");
        tmux.environment().remove("TMUX");
        client = tmux.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = client.outputWriter(StandardCharsets.UTF_8);
        answers = client.inputReader(StandardCharsets.UTF_8);
        answer();
        ask("set -g status off");
        ask("set -g allow-rename off");
    }

    @Override
    public List<Shown> show(List<Output> outputs) throws IOException {
        List<Shown> screens = new ArrayList<>();
        for (int from = 0; from < outputs.size(); from += PANES) {
            screens.addAll(showAtOnce(outputs.subList(from, Math.min(outputs.size(), from + PANES))));
        }
        return screens;
    }

    private List<Shown> showAtOnce(List<Output> outputs) throws IOException {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            Path file = directory.resolve("output" + i);
            Files.writeString(file, output.text() + END);
            ask("new-session -d -s s" + i + " -x " + output.columns() + " -y " + output.rows()
                    + " 'stty raw -echo; cat " + file + "; exec sleep 600'");
        }
        awaitTitles(outputs.size());
        List<Shown> screens = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            screens.add(capture("=s" + i + ":", outputs.get(i)));
            ask("kill-session -t =s" + i);
        }
        return screens;
    }

    private void awaitTitles(int count) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ask("list-panes -a -F '#{pane_title}'").stream()
                        .filter("all shown"::equals)
                        .count()
                < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("tmux has not shown everything after " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private Shown capture(String pane, Output output) throws IOException {
        Terminal styled = new Terminal(output.columns(), output.rows(), 0, new SilentListener());
        List<String> captured = ask("capture-pane -p -e -N -t " + pane);
        // It writes line drawing in G1.
        byte[] bytes = ("\033)0" + String.join("\r\n", captured)).getBytes(StandardCharsets.UTF_8);
        styled.feed(bytes, 0, bytes.length);
        String[] cursor = ask("display -p -t " + pane + " '#{cursor_y} #{cursor_x}'")
                .getFirst()
                .split(" ", -1);
        int column = Math.min(Integer.parseInt(cursor[1]), output.columns() - 1);
        return comparable(new Shown(Shown.by(styled).rows(), Integer.parseInt(cursor[0]), column));
    }

    private List<String> ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return answer();
    }

    /** The lines between the next {@code %begin TIME NUMBER FLAGS} and its {@code %end}; everything outside is news. */
    private List<String> answer() throws IOException {
        List<String> lines = new ArrayList<>();
        String number = null;
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("tmux ended");
            }
            String[] words = line.split(" ", -1);
            if (number == null) {
                number = words[0].equals("%begin") ? words[2] : null;
            } else if (words.length == 4 && Set.of("%end", "%error").contains(words[0]) && words[2].equals(number)) {
                if (words[0].equals("%error")) {
                    throw new IOException("tmux: " + lines);
                }
                return lines;
            } else {
                lines.add(line);
            }
        }
    }

    /** tmux does not tell erased cells from none at the end of a line. */
    @Override
    public Shown comparable(Shown screen) {
        return screen.withoutTrailingBlanks();
    }

    @Override
    public void close() throws IOException {
        ask("kill-server");
        // The server stays until its last client has said goodbye.
        answers.lines().forEach(goodbye -> {});
        commands.close();
        answers.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}

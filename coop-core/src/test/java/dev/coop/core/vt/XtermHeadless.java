package dev.coop.core.vt;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code @xterm/headless} in a Node process, which answers one screen for one output. */
final class XtermHeadless implements OtherTerminal {
    /** Where the build installed the packages. */
    private static final Path PACKAGES = Path.of("target/xterm").toAbsolutePath();

    private final Process node;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    XtermHeadless() throws IOException {
        node = new ProcessBuilder("node", "src/test/node/xterm.mjs", PACKAGES.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = node.outputWriter(StandardCharsets.UTF_8);
        answers = node.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public List<Shown> show(List<Output> outputs) throws IOException {
        List<Shown> screens = new ArrayList<>();
        for (Output output : outputs) {
            String bytes = Base64.getEncoder().encodeToString(output.bytes());
            requests.write(output.columns() + " " + output.rows() + " " + bytes + "\n");
            requests.flush();
            String[] cursor = line().split(" ", -1);
            List<String> rows = new ArrayList<>();
            for (int y = 0; y < output.rows(); y++) {
                rows.add(line());
            }
            screens.add(new Shown(rows, Integer.parseInt(cursor[0]), Integer.parseInt(cursor[1])));
        }
        return screens;
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the xterm process ended");
        }
        return line;
    }

    @Override
    public Shown comparable(Shown ours) {
        return ours;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        answers.close();
        node.destroy();
    }
}

package dev.coop.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/** {@code @xterm/headless} in a Node process that stays for all rounds, so that its compiler is as warm as ours. */
final class XtermHeadless implements AutoCloseable {
    private final WorkloadFile file;
    private final Process node;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    XtermHeadless(Path installed, WorkloadFile file, int blockBytes, int columns, int rows, int scrollback)
            throws IOException {
        this.file = file;
        node = new ProcessBuilder(
                        "node",
                        Installed.xtermProgram().toString(),
                        installed.toString(),
                        file.path().toString(),
                        String.valueOf(blockBytes),
                        String.valueOf(columns),
                        String.valueOf(rows),
                        String.valueOf(scrollback))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        requests = node.outputWriter();
        answers = node.inputReader();
    }

    /** Feeds the file so many times. */
    Throughput run(int passes) throws IOException {
        requests.write(passes + "\n");
        requests.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the xterm process ended");
        }
        return Throughput.elsewhere(file.terminalBytes() * passes, Long.parseLong(answer));
    }

    @Override
    public void close() throws IOException {
        requests.close();
        answers.close();
        node.destroy();
    }
}
